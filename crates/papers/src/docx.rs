//! Word documents: written with styles, page numbers, tracked changes and fields; fields are read again when someone has
//! filled them in.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::Error;
use crate::document::{Block, Document, Run, Style};
use crate::xml::{self, put};

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;
const NUMBERING: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="255"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
/// The width of the text of an A4 page with margins of 2.2 cm, in twentieths of a point.
const TEXT_WIDTH: u32 = 9410;
const NAMES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// The bytes of a Word document.
pub fn write(document: &Document) -> Result<Vec<u8>, Error> {
    let mut body = Body::default();
    body.open(&document.title, "Title");
    body.open(&document.subtitle, "Subtitle");
    document.blocks.iter().for_each(|block| body.block(block));
    let page = r#"<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1248" w:bottom="1304" w:left="1248" w:header="624" w:footer="567" w:gutter="0"/></w:sectPr>"#;
    let head = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
    let text = format!("{head}\n<w:document {NAMES}><w:body>{}{page}</w:body></w:document>", body.xml);
    let header = format!(
        r#"{head}<w:hdr {NAMES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p></w:hdr>"#,
        xml::escape(&document.class)
    );
    let footer = format!(
        r#"{head}<w:ftr {NAMES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">{} · {} · </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>"#,
        xml::escape(&document.title),
        xml::escape(&document.date)
    );
    let mut relations = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>"#,
    );
    for (at, link) in body.links.iter().enumerate() {
        put!(
            relations,
            r#"<Relationship Id="link{at}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="{}" TargetMode="External"/>"#,
            xml::escape(link)
        );
    }
    relations.push_str("</Relationships>");
    let core = format!(
        r#"{head}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:language>{}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{}T00:00:00Z</dcterms:created></cp:coreProperties>"#,
        xml::escape(&document.title),
        xml::escape(&document.subtitle),
        document.language.code(),
        xml::escape(&document.date)
    );
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("docProps/core.xml", core),
        ("word/_rels/document.xml.rels", relations),
        ("word/document.xml", text),
        ("word/footer1.xml", footer),
        ("word/header1.xml", header),
        ("word/numbering.xml", NUMBERING.to_owned()),
        ("word/styles.xml", styles(document.language.code())),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // The least time a ZIP can hold: the same document gives the same bytes.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, text) in parts {
        archive.start_file(name, options).map_err(Error::archive)?;
        archive.write_all(text.as_bytes()).map_err(Error::archive)?;
    }
    Ok(archive.finish().map_err(Error::archive)?.into_inner())
}

fn styles(language: &str) -> String {
    let style = |id: &str, name: &str, paragraph: &str, run: &str| {
        format!(
            r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"#
        )
    };
    let head = |before: u32, level: u8| {
        format!(
            r#"<w:keepNext/><w:spacing w:before="{before}" w:after="80"/><w:outlineLvl w:val="{level}"/>"#
        )
    };
    [
        format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="{language}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="110" w:line="271" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>"#
        ),
        style("Title", "Title", r#"<w:spacing w:after="40"/>"#, r#"<w:b/><w:color w:val="1B5668"/><w:sz w:val="42"/>"#),
        style("Subtitle", "Subtitle", r#"<w:spacing w:after="260"/>"#, r#"<w:color w:val="566070"/><w:sz w:val="26"/>"#),
        style("Heading1", "heading 1", &head(420, 0), r#"<w:b/><w:color w:val="1B5668"/><w:sz w:val="32"/>"#),
        style("Heading2", "heading 2", &head(320, 1), r#"<w:b/><w:color w:val="1B5668"/><w:sz w:val="26"/>"#),
        style("Heading3", "heading 3", &head(240, 2), r#"<w:b/><w:sz w:val="22"/>"#),
        style("ListBullet", "List Bullet", r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:spacing w:after="50"/>"#, ""),
        style("Note", "Note", r#"<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="1B5668"/></w:pBdr><w:shd w:val="clear" w:fill="E2EEF1"/><w:ind w:left="170"/>"#, ""),
        style("Cell", "Cell", r#"<w:spacing w:after="40" w:line="250" w:lineRule="auto"/>"#, r#"<w:sz w:val="19"/>"#),
        style("Header", "header", r#"<w:jc w:val="right"/>"#, r#"<w:b/><w:color w:val="8A3B12"/><w:sz w:val="17"/>"#),
        style("Footer", "footer", "", r#"<w:color w:val="566070"/><w:sz w:val="17"/>"#),
        "</w:styles>".to_owned(),
    ]
    .concat()
}

#[derive(Default)]
struct Body {
    xml: String,
    links: Vec<String>,
    changes: u32,
    fields: u32,
}

impl Body {
    fn open(&mut self, text: &str, style: &str) {
        self.paragraph(&[Run::plain(text)], Some(style));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, text) => self.open(text, &format!("Heading{level}")),
            Block::Paragraph(runs) => self.paragraph(runs, None),
            Block::Note(runs) => self.paragraph(runs, Some("Note")),
            Block::Bullets(points) => points.iter().for_each(|runs| self.paragraph(runs, Some("ListBullet"))),
            Block::Table { header, widths, rows } => self.table(header, widths, rows),
            Block::Field { tag, label, text, choices } => self.field(tag, label, text, choices),
        }
    }

    fn paragraph(&mut self, runs: &[Run], style: Option<&str>) {
        self.xml.push_str("<w:p>");
        if let Some(style) = style {
            put!(self.xml, r#"<w:pPr><w:pStyle w:val="{style}"/></w:pPr>"#);
        }
        for run in runs {
            self.run(run);
        }
        self.xml.push_str("</w:p>");
    }

    fn run(&mut self, run: &Run) {
        let look = match (run.style, run.link.is_some()) {
            (_, true) => r#"<w:color w:val="1B5668"/><w:u w:val="single"/>"#,
            (Style::Plain, _) => "",
            (Style::Strong, _) => "<w:b/>",
            (Style::Quiet, _) => r#"<w:color w:val="566070"/><w:sz w:val="18"/>"#,
        };
        let element = match &run.change {
            Some(change) if !change.is_added => "delText",
            _ => "t",
        };
        let words = run
            .text
            .split('\n')
            .map(|line| format!(r#"<w:{element} xml:space="preserve">{}</w:{element}>"#, xml::escape(line)));
        let words = words.collect::<Vec<_>>().join("<w:br/>");
        let text = format!("<w:r><w:rPr>{look}</w:rPr>{words}</w:r>");
        match (&run.change, &run.link) {
            (Some(change), _) => {
                self.changes += 1;
                let element = if change.is_added { "ins" } else { "del" };
                put!(
                    self.xml,
                    r#"<w:{element} w:id="{}" w:author="{}" w:date="{}">{text}</w:{element}>"#,
                    self.changes,
                    xml::escape(&change.by),
                    xml::escape(&change.at)
                );
            }
            (None, Some(link)) => {
                put!(self.xml, r#"<w:hyperlink r:id="link{}">{text}</w:hyperlink>"#, self.links.len());
                self.links.push(link.clone());
            }
            (None, None) => self.xml.push_str(&text),
        }
    }

    fn table(&mut self, header: &[String], widths: &[u8], rows: &[Vec<Vec<Run>>]) {
        let width = |at: usize| TEXT_WIDTH * u32::from(widths.get(at).copied().unwrap_or(10)) / 100;
        put!(
            self.xml,
            r#"<w:tbl><w:tblPr><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:tblBorders><w:top w:val="single" w:sz="4" w:color="C8C4BA"/><w:bottom w:val="single" w:sz="4" w:color="C8C4BA"/><w:insideH w:val="single" w:sz="4" w:color="C8C4BA"/></w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>"#
        );
        for at in 0..header.len() {
            put!(self.xml, r#"<w:gridCol w:w="{}"/>"#, width(at));
        }
        self.xml.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (at, title) in header.iter().enumerate() {
            put!(
                self.xml,
                r#"<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/><w:shd w:val="clear" w:fill="E2EEF1"/></w:tcPr>"#,
                width(at)
            );
            self.paragraph(&[Run::strong(title)], Some("Cell"));
            self.xml.push_str("</w:tc>");
        }
        self.xml.push_str("</w:tr>");
        for row in rows {
            self.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for (at, cell) in row.iter().enumerate() {
                put!(self.xml, r#"<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/></w:tcPr>"#, width(at));
                self.paragraph(cell, Some("Cell"));
                self.xml.push_str("</w:tc>");
            }
            self.xml.push_str("</w:tr>");
        }
        self.xml.push_str("</w:tbl>");
        self.paragraph(&[], None);
    }

    /// A content control: a list to choose from, or text of several lines.
    fn field(&mut self, tag: &str, label: &str, text: &str, choices: &[(String, String)]) {
        self.fields += 1;
        if !label.is_empty() {
            self.paragraph(&[Run::quiet(label)], None);
        }
        let (kind, shown) = if choices.is_empty() {
            (r#"<w:text w:multiLine="1"/>"#.to_owned(), text.to_owned())
        } else {
            let items = choices
                .iter()
                .map(|(code, name)| {
                    format!(
                        r#"<w:listItem w:displayText="{}" w:value="{}"/>"#,
                        xml::escape(name),
                        xml::escape(code)
                    )
                })
                .collect::<Vec<String>>()
                .concat();
            let chosen = choices.iter().find(|(code, _)| code == text);
            (
                format!("<w:dropDownList>{items}</w:dropDownList>"),
                chosen.map(|(_, name)| name.clone()).unwrap_or_default(),
            )
        };
        let words = shown
            .split('\n')
            .map(|line| format!(r#"<w:t xml:space="preserve">{}</w:t>"#, xml::escape(line)))
            .collect::<Vec<_>>()
            .join("<w:br/>");
        let (placeholder, words) = if shown.is_empty() {
            ("<w:showingPlcHdr/>", r#"<w:t xml:space="preserve">……………</w:t>"#.to_owned())
        } else {
            ("", words)
        };
        put!(
            self.xml,
            r#"<w:sdt><w:sdtPr><w:alias w:val="{tag}"/><w:tag w:val="{tag}"/><w:id w:val="{}"/>{placeholder}{kind}</w:sdtPr><w:sdtContent><w:p><w:pPr><w:pBdr><w:bottom w:val="dotted" w:sz="4" w:space="2" w:color="8A8F98"/></w:pBdr></w:pPr><w:r>{words}</w:r></w:p></w:sdtContent></w:sdt>"#,
            self.fields,
            tag = xml::escape(tag)
        );
    }
}

/// What was filled into the fields of a document, by tag. A field that still shows its placeholder is left out; a chosen
/// item is given by its code.
pub fn read(bytes: &[u8]) -> Result<BTreeMap<String, String>, Error> {
    /// Ours: a questionnaire with every field filled is a hundredth of this.
    const LARGEST: u64 = 64 << 20;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(Error::archive)?;
    let part = archive.by_name("word/document.xml").map_err(Error::archive)?;
    let mut text = String::new();
    part.take(LARGEST).read_to_string(&mut text).map_err(Error::archive)?;
    fields(&text)
}

#[derive(Default)]
struct Field {
    tag: Option<String>,
    text: String,
    is_placeholder: bool,
    items: Vec<(String, String)>,
    paragraphs: usize,
}

fn fields(text: &str) -> Result<BTreeMap<String, String>, Error> {
    let mut reader = Reader::from_str(text);
    let mut found = BTreeMap::new();
    let mut open = Vec::<Field>::new();
    let mut is_text = false;
    let attribute = |element: &BytesStart<'_>, name: &str| {
        let own = element.attributes().flatten().find(|own| own.key.local_name().as_ref() == name);
        own.and_then(|own| {
            own.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
        })
    };
    loop {
        let event = reader.read_event().map_err(|error| Error::Form(error.to_string()))?;
        match event {
            Event::Eof => break,
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "tag" => {
                if let Some(field) = open.last_mut() {
                    field.tag = attribute(&element, "val");
                }
            }
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == "showingPlcHdr" =>
            {
                for field in &mut open {
                    field.is_placeholder = true;
                }
            }
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "listItem" => {
                let item = attribute(&element, "displayText").zip(attribute(&element, "value"));
                if let (Some(field), Some(item)) = (open.last_mut(), item) {
                    field.items.push(item);
                }
            }
            Event::Empty(element) if element.local_name().as_ref() == "br" => {
                for field in &mut open {
                    field.text.push('\n');
                }
            }
            Event::Start(element) => match element.local_name().as_ref() {
                "sdt" => open.push(Field::default()),
                "p" => {
                    for field in &mut open {
                        if field.paragraphs > 0 {
                            field.text.push('\n');
                        }
                        field.paragraphs += 1;
                    }
                }
                "t" => is_text = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "sdt" => {
                    if let Some(Field { tag: Some(tag), text, is_placeholder: false, items, .. }) = open.pop()
                    {
                        let code = items.into_iter().find(|(name, _)| *name == text).map(|(_, code)| code);
                        found.insert(tag, code.unwrap_or(text));
                    }
                }
                "t" => is_text = false,
                _ => {}
            },
            Event::Text(words) if is_text => {
                for field in &mut open {
                    field.text.push_str(&words);
                }
            }
            Event::GeneralRef(reference) if is_text => {
                let resolved = match reference.resolve_char_ref() {
                    Ok(Some(letter)) => Some(letter.to_string()),
                    _ => quick_xml::escape::resolve_xml_entity(&reference).map(str::to_owned),
                };
                let resolved = resolved.unwrap_or_default();
                for field in &mut open {
                    field.text.push_str(&resolved);
                }
            }
            _ => {}
        }
    }
    Ok(found)
}
