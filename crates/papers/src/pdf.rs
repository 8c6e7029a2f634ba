//! PDF with its fonts embedded and its structure tagged, so that screen readers and searches find headings, lists and
//! tables. `layout` breaks the document into lines and pages; here they are drawn.

mod layout;

use std::num::NonZeroU16;

use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope, Tag,
    TagGroup, TagTree,
};
use krilla::text::{Font, TextDirection};
use krilla::{Document as Pdf, SerializeSettings};

use self::layout::{Face, Group, Layout, Mark};
use crate::Error;
use crate::document::Document;

/// A4, in points.
const PAGE: (f32, f32) = (595.28, 841.89);

/// The bytes of a PDF.
pub fn write(document: &Document) -> Result<Vec<u8>, Error> {
    let font = |bytes: &'static [u8]| {
        Font::new(bytes.to_vec().into(), 0).ok_or_else(|| Error::Form("a font cannot be read".to_owned()))
    };
    let (plain, strong) = (font(dejavu::sans::regular())?, font(dejavu::sans::bold())?);
    let laid = Layout::of(document)?;
    let settings = SerializeSettings { enable_tagging: true, ..SerializeSettings::default() };
    let mut pdf = Pdf::new_with(settings);
    let mut found: Vec<Vec<Identifier>> = vec![Vec::new(); laid.groups.len()];
    let count = laid.pages.len();
    for (number, marks) in laid.pages.iter().enumerate() {
        let size = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(|| Error::Form("page".to_owned()))?;
        let mut page = pdf.start_page_with(size);
        let mut surface = page.surface();
        let frame = layout::frame(document, number + 1, count)?;
        for (mark, is_frame) in
            frame.iter().map(|mark| (mark, true)).chain(marks.iter().map(|mark| (mark, false)))
        {
            match mark {
                Mark::Text { x, y, size, face, color, text, group } => {
                    let tag = match (is_frame, group) {
                        (false, Some(_)) => ContentTag::Span(SpanTag::empty()),
                        _ => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Page)),
                    };
                    let identifier = surface.start_tagged(tag);
                    surface.set_fill(Some(fill(*color)));
                    let font = if *face == Face::Strong { strong.clone() } else { plain.clone() };
                    surface.draw_text(Point::from_xy(*x, *y), font, *size, text, false, TextDirection::Auto);
                    surface.end_tagged();
                    if let Some(of_group) = group.filter(|_| !is_frame).and_then(|group| found.get_mut(group))
                    {
                        of_group.push(identifier);
                    }
                }
                Mark::Box { x, y, width, height, color } => {
                    let Some(rect) = Rect::from_xywh(*x, *y, *width, *height) else { continue };
                    let mut path = PathBuilder::new();
                    path.push_rect(rect);
                    let Some(path) = path.finish() else { continue };
                    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                    surface.set_fill(Some(fill(*color)));
                    surface.draw_path(&path);
                    surface.end_tagged();
                }
            }
        }
        surface.finish();
        page.finish();
    }
    let language = document.language.code().to_owned();
    pdf.set_metadata(
        Metadata::new()
            .title(format!("{} – {}", document.title, document.subtitle))
            .language(language.clone())
            .creator("Palermo".to_owned()),
    );
    let mut tree = TagTree::new().with_lang(Some(language));
    for node in structure(&laid.groups, found) {
        tree.push(node);
    }
    pdf.set_tag_tree(tree);
    pdf.finish().map_err(|error| Error::Form(format!("{error:?}")))
}

fn fill((red, green, blue): (u8, u8, u8)) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}

/// The tree of tags: a group stands after the one it belongs to, so that the last can be closed first.
fn structure(groups: &[(Group, Option<usize>)], found: Vec<Vec<Identifier>>) -> Vec<Node> {
    let mut open: Vec<Option<TagGroup>> = groups
        .iter()
        .zip(found)
        .map(|((group, _), identifiers)| {
            let mut tagged = new_group(*group);
            for identifier in identifiers {
                tagged.push(identifier);
            }
            Some(tagged)
        })
        .collect();
    let mut inside: Vec<Vec<TagGroup>> = groups.iter().map(|_| Vec::new()).collect();
    let mut roots = Vec::new();
    for (at, (_, parent)) in groups.iter().enumerate().rev() {
        let Some(mut group) = open.get_mut(at).and_then(Option::take) else { continue };
        let children = inside.get_mut(at).map(std::mem::take).unwrap_or_default();
        for child in children.into_iter().rev() {
            group.push(child);
        }
        match parent.and_then(|parent| inside.get_mut(parent)) {
            Some(siblings) => siblings.push(group),
            None => roots.push(group),
        }
    }
    roots.into_iter().rev().map(Node::from).collect()
}

fn new_group(group: Group) -> TagGroup {
    match group {
        Group::Heading(level) => {
            TagGroup::new(Tag::Hn(NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN), None))
        }
        Group::Paragraph => TagGroup::new(Tag::P),
        Group::List => TagGroup::new(Tag::L(ListNumbering::Disc)),
        Group::Item => TagGroup::new(Tag::LI),
        Group::ItemBody => TagGroup::new(Tag::LBody),
        Group::Table => TagGroup::new(Tag::Table),
        Group::Row => TagGroup::new(Tag::TR),
        Group::Head => TagGroup::new(Tag::TH(TableHeaderScope::Column)),
        Group::Cell => TagGroup::new(Tag::TD),
    }
}
