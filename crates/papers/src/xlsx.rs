//! Workbooks: a sheet for each part, a header that stays, columns one can filter.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, XlsxError};

use crate::Error;

/// A sheet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Titles and widths of the columns, in letters.
    pub columns: Vec<(String, u16)>,
    /// Rows of cells.
    pub rows: Vec<Vec<String>>,
}

/// The bytes of a workbook. `class` stands above each table: who may read it.
pub fn write(class: &str, sheets: &[Sheet]) -> Result<Vec<u8>, Error> {
    let failed = |error: XlsxError| Error::Form(error.to_string());
    let mut workbook = Workbook::new();
    // The day of the file is in its rows; a fixed day here gives the same bytes for the same review.
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
    workbook.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&day));
    let head = Format::new()
        .set_bold()
        .set_background_color(0x00E2_EEF1)
        .set_text_wrap()
        .set_border_bottom(FormatBorder::Thin);
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let warning = Format::new().set_bold().set_font_color(0x008A_3B12);
    for (at, sheet) in sheets.iter().enumerate() {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(sheet_name(at, &sheet.name)).map_err(failed)?;
        worksheet.write_string_with_format(0, 0, class, &warning).map_err(failed)?;
        for (column, (title, width)) in (0_u16..).zip(&sheet.columns) {
            worksheet.set_column_width(column, *width).map_err(failed)?;
            worksheet.write_string_with_format(1, column, title, &head).map_err(failed)?;
        }
        for (row, cells) in (2_u32..).zip(&sheet.rows) {
            for (column, text) in (0_u16..).zip(cells) {
                // The most letters a cell holds.
                let text: String = text.chars().take(32_767).collect();
                worksheet.write_string_with_format(row, column, text, &cell).map_err(failed)?;
            }
        }
        let last_row = u32::try_from(sheet.rows.len() + 1).unwrap_or(1);
        let last_column = u16::try_from(sheet.columns.len().saturating_sub(1)).unwrap_or(0);
        worksheet.autofilter(1, 0, last_row, last_column).map_err(failed)?;
        worksheet.set_freeze_panes(2, 1).map_err(failed)?;
        worksheet.set_landscape().set_print_fit_to_pages(1, 0);
    }
    workbook.save_to_buffer().map_err(failed)
}

/// A name as workbooks allow it: at most 31 letters, none of some signs, none twice.
fn sheet_name(at: usize, name: &str) -> String {
    let clean: String = name.chars().map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c }).collect();
    let short: String = clean.chars().take(26).collect();
    format!("{} {}", at + 1, short.trim())
}
