//! `network.gexf`: the graph for Gephi and others, GEXF 1.3 with times of ties, colours by community and positions.
//!
//! Every tie is written as directed, because common readers refuse a graph of both sorts; only money and contact have a
//! direction that means something, and the layer says which those are.

use std::io::{self, Write};

use evidence::{Moment, Precision};
use network::Edge;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use crate::layout::{self, Bounds};
use crate::{Id, Picture};

/// Colours of the largest communities: told apart also by people who do not see all colours (Okabe and Ito's set,
/// without its yellow, which is too light on white). Smaller communities share the grey.
const COLOURS: [(u8, u8, u8); 7] = [
    (0, 114, 178),
    (213, 94, 0),
    (0, 158, 115),
    (204, 121, 167),
    (230, 159, 0),
    (86, 180, 233),
    (128, 128, 128),
];

/// Writes the graph.
pub fn write(picture: &Picture<'_>, out: impl Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("gexf")
        .with_attributes([
            ("xmlns", "http://gexf.net/1.3"),
            ("xmlns:viz", "http://gexf.net/1.3/viz"),
            ("version", "1.3"),
        ])
        .write_inner_content(|xml| {
            xml.create_element("meta").write_inner_content(|xml| {
                xml.create_element("creator")
                    .write_text_content(quick_xml::events::BytesText::new("Palermo"))?;
                Ok(())
            })?;
            xml.create_element("graph")
                .with_attributes([
                    ("mode", "dynamic"),
                    ("timeformat", "date"),
                    ("defaultedgetype", "directed"),
                ])
                .write_inner_content(|xml| {
                    attributes(
                        xml,
                        "node",
                        &[
                            ("kind", "string"),
                            ("community", "integer"),
                            ("degree", "integer"),
                            ("betweenness", "double"),
                            ("cluster", "string"),
                            ("roles", "string"),
                        ],
                    )?;
                    attributes(
                        xml,
                        "edge",
                        &[
                            ("layer", "string"),
                            ("tie", "string"),
                            ("amounts", "string"),
                            ("records", "string"),
                        ],
                    )?;
                    nodes(picture, xml)?;
                    edges(picture, xml)
                })?;
            Ok(())
        })?;
    let mut out = xml.into_inner();
    out.write_all(b"\n")?;
    out.flush()
}

fn attributes<W: Write>(xml: &mut Writer<W>, class: &str, all: &[(&str, &str)]) -> io::Result<()> {
    xml.create_element("attributes").with_attribute(("class", class)).write_inner_content(|xml| {
        for (name, kind) in all {
            xml.create_element("attribute")
                .with_attributes([("id", *name), ("title", *name), ("type", *kind)])
                .write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn values<W: Write>(xml: &mut Writer<W>, all: &[(&str, String)]) -> io::Result<()> {
    xml.create_element("attvalues").write_inner_content(|xml| {
        for (name, value) in all {
            xml.create_element("attvalue")
                .with_attributes([("for", *name), ("value", legal(value).as_str())])
                .write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn nodes<W: Write>(picture: &Picture<'_>, xml: &mut Writer<W>) -> io::Result<()> {
    let positions =
        layout::of_network(picture.network, Bounds { width: 2000.0, height: 2000.0, margin: 0.0 });
    xml.create_element("nodes").write_inner_content(|xml| {
        for ((at, node), (x, y)) in picture.network.nodes.iter().enumerate().zip(positions) {
            xml.create_element("node")
                .with_attributes([
                    ("id", Id::Node(at).to_string().as_str()),
                    ("label", legal(picture.caption(node.cluster)).as_str()),
                ])
                .write_inner_content(|xml| {
                    values(
                        xml,
                        &[
                            ("kind", picture.kind(node.cluster).as_str().to_owned()),
                            ("community", node.community.to_string()),
                            ("degree", node.degree.to_string()),
                            ("betweenness", format!("{:.6}", node.betweenness)),
                            ("cluster", Id::Cluster(node.cluster).to_string()),
                            ("roles", picture.roles_of(at)),
                        ],
                    )?;
                    let (r, g, b) =
                        COLOURS.get(node.community as usize).or(COLOURS.last()).copied().unwrap_or_default();
                    xml.create_element("viz:color")
                        .with_attributes([
                            ("r", r.to_string().as_str()),
                            ("g", g.to_string().as_str()),
                            ("b", b.to_string().as_str()),
                        ])
                        .write_empty()?;
                    xml.create_element("viz:position")
                        .with_attributes([
                            ("x", format!("{x:.1}").as_str()),
                            ("y", format!("{y:.1}").as_str()),
                            ("z", "0.0"),
                        ])
                        .write_empty()?;
                    let size = 8.0 + 24.0 * node.betweenness.clamp(0.0, 1.0);
                    xml.create_element("viz:size")
                        .with_attribute(("value", format!("{size:.1}").as_str()))
                        .write_empty()?;
                    Ok(())
                })?;
        }
        Ok(())
    })?;
    Ok(())
}

fn edges<W: Write>(picture: &Picture<'_>, xml: &mut Writer<W>) -> io::Result<()> {
    xml.create_element("edges").write_inner_content(|xml| {
        for (at, edge) in picture.network.edges.iter().enumerate() {
            one_edge(picture, at, edge, xml)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn one_edge<W: Write>(picture: &Picture<'_>, at: usize, edge: &Edge, xml: &mut Writer<W>) -> io::Result<()> {
    let mut element = xml.create_element("edge").with_attributes([
        ("id", Id::Edge(at).to_string().as_str()),
        ("source", Id::Node(edge.from).to_string().as_str()),
        ("target", Id::Node(edge.to).to_string().as_str()),
        ("kind", edge.layer.as_str()),
        ("weight", edge.weight.to_string().as_str()),
        ("label", legal(&edge.label).as_str()),
    ]);
    if let Some(first) = edge.first.and_then(|time| day(&time, false)) {
        element = element.with_attribute(("start", first.as_str()));
    }
    if let Some(last) = edge.last.and_then(|time| day(&time, true)) {
        element = element.with_attribute(("end", last.as_str()));
    }
    element.write_inner_content(|xml| {
        let amounts: Vec<String> =
            edge.amounts.iter().map(|(currency, minor)| format!("{currency} {minor}")).collect();
        values(
            xml,
            &[
                ("layer", edge.layer.as_str().to_owned()),
                ("tie", edge.label.clone()),
                ("amounts", amounts.join("; ")),
                ("records", picture.cited(&edge.records)),
            ],
        )
    })?;
    Ok(())
}

/// The day of a moment; of a month or year its first day, or its last for an end.
fn day(time: &Moment, end: bool) -> Option<String> {
    let date = time.civil().ok()?.date();
    let date = match (time.precision, end) {
        (Precision::Year, false) => date.first_of_year(),
        (Precision::Year, true) => date.last_of_year(),
        (Precision::Month, false) => date.first_of_month(),
        (Precision::Month, true) => date.last_of_month(),
        _ => date,
    };
    Some(date.to_string())
}

/// The text without the characters XML 1.0 cannot hold.
pub(crate) fn legal(text: &str) -> String {
    text.chars()
        .filter(|&c| matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')))
        .collect()
}
