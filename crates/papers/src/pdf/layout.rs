//! Lines and pages of a document: words are measured as they will be drawn and put one after the other.

use rustybuzz::{Face as Shaper, UnicodeBuffer};

use super::PAGE;
use crate::Error;
use crate::document::{Block, Document, Run, Style, on_paper};

type Color = (u8, u8, u8);

const INK: Color = (28, 36, 48);
const QUIET: Color = (86, 96, 112);
const ACCENT: Color = (27, 86, 104);
const ACCENT_SOFT: Color = (226, 238, 241);
const WARN: Color = (138, 59, 18);
const ADDED: Color = (10, 106, 76);
const LINE: Color = (200, 196, 186);

const LEFT: f32 = 62.0;
const TOP: f32 = 72.0;
const BOTTOM: f32 = 780.0;
const WIDTH: f32 = PAGE.0 - 2.0 * LEFT;
const BODY: f32 = 9.5;
const SMALL: f32 = 8.3;
const LEADING: f32 = 1.42;

/// Which of the two fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    Plain,
    Strong,
}

/// A part of the structure.
#[derive(Clone, Copy, Debug)]
pub(super) enum Group {
    Heading(u16),
    Paragraph,
    List,
    Item,
    ItemBody,
    Table,
    Row,
    Head,
    Cell,
}

/// Something drawn on a page.
#[derive(Clone, Debug)]
pub(super) enum Mark {
    Text { x: f32, y: f32, size: f32, face: Face, color: Color, text: String, group: Option<usize> },
    Box { x: f32, y: f32, width: f32, height: f32, color: Color },
}

/// A document broken into pages.
pub(super) struct Layout {
    pub(super) pages: Vec<Vec<Mark>>,
    /// Parts of the structure with those they belong to; a part stands after the one it belongs to.
    pub(super) groups: Vec<(Group, Option<usize>)>,
    fonts: Fonts,
    y: f32,
}

struct Fonts {
    plain: Shaper<'static>,
    strong: Shaper<'static>,
}

impl Fonts {
    fn load() -> Result<Self, Error> {
        let face = |bytes| {
            Shaper::from_slice(bytes, 0).ok_or_else(|| Error::Form("a font cannot be read".to_owned()))
        };
        Ok(Self { plain: face(dejavu::sans::regular())?, strong: face(dejavu::sans::bold())? })
    }

    fn width(&self, text: &str, face: Face, size: f32) -> f32 {
        let font = if face == Face::Strong { &self.strong } else { &self.plain };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaped = rustybuzz::shape(font, &[], buffer);
        let units: i32 = shaped.glyph_positions().iter().map(|glyph| glyph.x_advance).sum();
        units as f32 * size / font.units_per_em() as f32
    }
}

/// A word with how it is set.
#[derive(Clone, Debug)]
struct Word {
    text: String,
    width: f32,
    face: Face,
    size: f32,
    color: Color,
    /// A line under the word, or through it.
    rule: Option<f32>,
    /// Whether a line ends after it.
    is_last: bool,
}

type Line = Vec<Word>;

struct Look {
    size: f32,
    face: Face,
    color: Color,
}

const PLAIN: Look = Look { size: BODY, face: Face::Plain, color: INK };

impl Layout {
    pub(super) fn of(document: &Document) -> Result<Self, Error> {
        let mut layout = Self { pages: vec![Vec::new()], groups: Vec::new(), fonts: Fonts::load()?, y: TOP };
        let title = Look { size: 20.0, face: Face::Strong, color: ACCENT };
        layout.text(&[Run::plain(&document.title)], &title, Group::Heading(1), 0.0, 4.0);
        let subtitle = Look { size: 12.0, face: Face::Plain, color: QUIET };
        layout.text(&[Run::plain(&document.subtitle)], &subtitle, Group::Paragraph, 0.0, 14.0);
        document.blocks.iter().for_each(|block| layout.block(block));
        Ok(layout)
    }

    fn group(&mut self, group: Group, parent: Option<usize>) -> usize {
        self.groups.push((group, parent));
        self.groups.len() - 1
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, text) => {
                let (size, color, before) = match level {
                    1 => (14.5, ACCENT, 22.0),
                    2 => (12.0, ACCENT, 16.0),
                    _ => (9.8, INK, 11.0),
                };
                // A heading stays with what follows it.
                if self.y + before + size * LEADING + 3.0 * BODY * LEADING > BOTTOM {
                    self.turn();
                } else if self.y > TOP {
                    self.y += before;
                }
                let look = Look { size, face: Face::Strong, color };
                self.text(&[Run::plain(text)], &look, Group::Heading(u16::from(*level) + 1), 0.0, 3.0);
            }
            Block::Paragraph(runs) => self.text(runs, &PLAIN, Group::Paragraph, 0.0, 5.0),
            Block::Note(runs) => self.note(runs),
            Block::Bullets(points) => self.bullets(points),
            Block::Table { header, widths, rows } => self.table(header, widths, rows),
            Block::Field { label, text, choices, .. } => {
                let runs =
                    [Run::quiet(format!("{label}\n")), Run::plain(on_paper(text, choices, &"…".repeat(45)))];
                self.text(&runs, &PLAIN, Group::Paragraph, 0.0, 5.0);
            }
        }
    }

    fn turn(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    fn text(&mut self, runs: &[Run], look: &Look, group: Group, indent: f32, after: f32) {
        let group = self.group(group, None);
        let lines = self.lines(runs, look, WIDTH - indent);
        for line in &lines {
            let height = height(line);
            if self.y + height > BOTTOM {
                self.turn();
            }
            self.line(line, LEFT + indent, self.y, Some(group));
            self.y += height;
        }
        self.y += after;
    }

    fn note(&mut self, runs: &[Run]) {
        let group = self.group(Group::Paragraph, None);
        let lines = self.lines(runs, &PLAIN, WIDTH - 22.0);
        let whole: f32 = lines.iter().map(height).sum::<f32>() + 12.0;
        if self.y + whole > BOTTOM {
            self.turn();
        }
        let y = self.y;
        let drawn = whole.min(BOTTOM - y);
        self.mark(Mark::Box { x: LEFT, y, width: WIDTH, height: drawn, color: ACCENT_SOFT });
        self.mark(Mark::Box { x: LEFT, y, width: 2.5, height: drawn, color: ACCENT });
        self.y += 6.0;
        for line in &lines {
            if self.y + height(line) > BOTTOM {
                self.turn();
            }
            self.line(line, LEFT + 12.0, self.y, Some(group));
            self.y += height(line);
        }
        self.y += 14.0;
    }

    fn bullets(&mut self, points: &[Vec<Run>]) {
        let list = self.group(Group::List, None);
        for runs in points {
            let item = self.group(Group::Item, Some(list));
            let body = self.group(Group::ItemBody, Some(item));
            let lines = self.lines(runs, &PLAIN, WIDTH - 14.0);
            for (at, line) in lines.iter().enumerate() {
                if self.y + height(line) > BOTTOM {
                    self.turn();
                }
                if at == 0 {
                    let y = self.y + BODY * 1.05;
                    let dot = "•".to_owned();
                    self.mark(Mark::Text {
                        x: LEFT + 3.0,
                        y,
                        size: BODY,
                        face: Face::Plain,
                        color: ACCENT,
                        text: dot,
                        group: None,
                    });
                }
                self.line(line, LEFT + 14.0, self.y, Some(body));
                self.y += height(line);
            }
            self.y += 2.0;
        }
        self.y += 4.0;
    }

    fn table(&mut self, header: &[String], widths: &[u8], rows: &[Vec<Vec<Run>>]) {
        let look = Look { size: 8.6, ..PLAIN };
        let table = self.group(Group::Table, None);
        let width = |at: usize| WIDTH * f32::from(widths.get(at).copied().unwrap_or(10)) / 100.0;
        let head: Vec<Vec<Run>> = header.iter().map(|title| vec![Run::strong(title)]).collect();
        let break_up = |layout: &Self, row: &[Vec<Run>]| -> Vec<Vec<Line>> {
            row.iter().enumerate().map(|(at, cell)| layout.lines(cell, &look, width(at) - 8.0)).collect()
        };
        let head = break_up(self, &head);
        let head_height = row_height(&head);
        let first = rows.first().map_or(0.0, |row| row_height(&break_up(self, row)).min(120.0));
        if self.y + head_height + first > BOTTOM {
            self.turn();
        }
        let group = self.group(Group::Row, Some(table));
        self.row(&head, &width, Some((group, Group::Head)), Some(ACCENT_SOFT));
        for row in rows {
            let mut left = break_up(self, row);
            let row = self.group(Group::Row, Some(table));
            let cells: Vec<usize> = left.iter().map(|_| self.group(Group::Cell, Some(row))).collect();
            // A row that does not fit goes to the next page; one longer than a page is cut between lines.
            let tallest = BOTTOM - TOP - head_height;
            let needed = row_height(&left);
            if self.y + needed > BOTTOM && needed <= tallest {
                self.turn();
                self.row(&head, &width, None, Some(ACCENT_SOFT));
            }
            loop {
                let space = BOTTOM - self.y - 6.0;
                let (now, rest) = cut(left, space);
                if now.iter().all(Vec::is_empty) {
                    if rest.iter().all(Vec::is_empty) || space >= tallest - 6.0 {
                        break;
                    }
                } else {
                    self.cells(&now, &width, &cells);
                }
                left = rest;
                if left.iter().all(Vec::is_empty) {
                    break;
                }
                self.turn();
                self.row(&head, &width, None, Some(ACCENT_SOFT));
            }
        }
        self.y += 10.0;
    }

    fn row(
        &mut self,
        cells: &[Vec<Line>],
        width: &dyn Fn(usize) -> f32,
        group: Option<(usize, Group)>,
        fill: Option<Color>,
    ) {
        let height = row_height(cells);
        let (x, y) = (LEFT, self.y);
        if let Some(color) = fill {
            self.mark(Mark::Box { x, y, width: WIDTH, height, color });
        }
        let groups: Vec<Option<usize>> =
            cells.iter().map(|_| group.map(|(row, kind)| self.group(kind, Some(row)))).collect();
        self.draw_cells(cells, width, &groups, height);
    }

    fn cells(&mut self, cells: &[Vec<Line>], width: &dyn Fn(usize) -> f32, groups: &[usize]) {
        let groups: Vec<Option<usize>> = groups.iter().copied().map(Some).collect();
        self.draw_cells(cells, width, &groups, row_height(cells));
    }

    fn draw_cells(
        &mut self,
        cells: &[Vec<Line>],
        width: &dyn Fn(usize) -> f32,
        groups: &[Option<usize>],
        row: f32,
    ) {
        let mut x = LEFT;
        for (at, lines) in cells.iter().enumerate() {
            let mut y = self.y + 3.0;
            for line in lines {
                self.line(line, x + 4.0, y, groups.get(at).copied().flatten());
                y += height(line);
            }
            x += width(at);
        }
        self.y += row;
        let y = self.y;
        self.mark(Mark::Box { x: LEFT, y: y - 0.3, width: WIDTH, height: 0.5, color: LINE });
    }

    fn line(&mut self, line: &Line, left: f32, top: f32, group: Option<usize>) {
        let tallest = line.iter().map(|word| word.size).fold(0.0, f32::max);
        let base = top + tallest * 1.05;
        let mut x = left;
        for word in line {
            // The space is part of the text, so that words stay apart when it is copied.
            let text = if word.is_last { word.text.clone() } else { format!("{} ", word.text) };
            let (size, face, color) = (word.size, word.face, word.color);
            self.mark(Mark::Text { x, y: base, size, face, color, text, group });
            if let Some(above) = word.rule {
                self.mark(Mark::Box { x, y: base - above, width: word.width, height: 0.6, color });
            }
            x += word.width;
        }
    }

    fn lines(&self, runs: &[Run], look: &Look, width: f32) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        let (mut line, mut used) = (Line::new(), 0.0);
        for run in runs {
            let look = run_look(run, look);
            for (part, text) in run.text.split('\n').enumerate() {
                if part > 0 {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                for text in text.split_inclusive(' ') {
                    for text in self.fitting(text, &look, width) {
                        let word = self.word(&text, run, &look);
                        if used + self.fonts.width(text.trim_end(), look.face, look.size) > width
                            && !line.is_empty()
                        {
                            lines.push(std::mem::take(&mut line));
                            used = 0.0;
                        }
                        used += word.width;
                        line.push(word);
                    }
                }
            }
        }
        lines.push(line);
        lines
    }

    fn word(&self, text: &str, run: &Run, look: &Look) -> Word {
        let rule = match (&run.change, &run.link) {
            (Some(change), _) if !change.is_added => Some(look.size * 0.28),
            (Some(_), _) | (None, Some(_)) => Some(-1.4),
            (None, None) => None,
        };
        Word {
            width: self.fonts.width(text, look.face, look.size),
            is_last: !text.ends_with(' '),
            text: text.trim_end_matches(' ').to_owned(),
            face: look.face,
            size: look.size,
            color: look.color,
            rule,
        }
    }

    /// A word in pieces that fit the width: addresses are longer than a column.
    fn fitting(&self, text: &str, look: &Look, width: f32) -> Vec<String> {
        if self.fonts.width(text.trim_end(), look.face, look.size) <= width {
            return vec![text.to_owned()];
        }
        let (mut pieces, mut piece) = (Vec::new(), String::new());
        for letter in text.chars() {
            piece.push(letter);
            if self.fonts.width(&piece, look.face, look.size) > width && piece.chars().nth(1).is_some() {
                piece.pop();
                pieces.push(std::mem::replace(&mut piece, letter.to_string()));
            }
        }
        pieces.push(piece);
        pieces
    }
}

fn run_look(run: &Run, look: &Look) -> Look {
    let color = match (&run.change, run.link.is_some(), run.style) {
        (Some(change), ..) => {
            if change.is_added {
                ADDED
            } else {
                WARN
            }
        }
        (None, true, _) => ACCENT,
        (None, false, Style::Quiet) => QUIET,
        (None, false, _) => look.color,
    };
    match run.style {
        Style::Plain => Look { color, ..*look },
        Style::Strong => Look { face: Face::Strong, color, ..*look },
        Style::Quiet => Look { size: SMALL.min(look.size), color, ..*look },
    }
}

fn height(line: &Line) -> f32 {
    let tallest = line.iter().map(|word| word.size).fold(0.0, f32::max);
    if tallest > 0.0 { tallest * LEADING } else { BODY * LEADING }
}

fn row_height(cells: &[Vec<Line>]) -> f32 {
    cells.iter().map(|lines| lines.iter().map(height).sum::<f32>()).fold(0.0, f32::max) + 6.0
}

/// The lines of each cell that fit into the space, and the others.
fn cut(cells: Vec<Vec<Line>>, space: f32) -> (Vec<Vec<Line>>, Vec<Vec<Line>>) {
    cells
        .into_iter()
        .map(|lines| {
            let mut used = 0.0;
            lines.into_iter().partition::<Vec<Line>, _>(|line| {
                used += height(line);
                used <= space
            })
        })
        .unzip()
}

/// What stands on each page: who may read it, and the number.
pub(super) fn frame(document: &Document, number: usize, count: usize) -> Result<Vec<Mark>, Error> {
    let fonts = Fonts::load()?;
    let mut marks = Vec::new();
    let mut put = |text: String, face: Face, size: f32, color: Color, y: f32, is_right: bool| {
        let x = if is_right { LEFT + WIDTH - fonts.width(&text, face, size) } else { LEFT };
        marks.push(Mark::Text { x, y, size, face, color, text, group: None });
    };
    put(document.class.clone(), Face::Strong, 7.6, WARN, 40.0, false);
    put(format!("{} · {}", document.title, document.date), Face::Plain, 7.6, QUIET, 810.0, false);
    put(format!("{number} / {count}"), Face::Plain, 7.6, QUIET, 810.0, true);
    Ok(marks)
}
