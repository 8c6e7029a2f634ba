//! `network.graphml`: the graph for yEd, igraph, networkx and others (GraphML 1.0), with every measure, role and record.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::gexf::legal;
use crate::layout::{self, Bounds};
use crate::{Id, Picture};

/// Keys of nodes and of edges, with their types.
const NODE: [(&str, &str); 17] = [
    ("label", "string"),
    ("kind", "string"),
    ("cluster", "string"),
    ("community", "int"),
    ("actor", "int"),
    ("roles", "string"),
    ("degree", "int"),
    ("betweenness", "double"),
    ("weighted_betweenness", "double"),
    ("temporal_betweenness", "double"),
    ("closeness", "double"),
    ("eigenvector", "double"),
    ("core", "int"),
    ("constraint", "double"),
    ("effective_size", "double"),
    ("x", "double"),
    ("y", "double"),
];
const EDGE: [(&str, &str); 8] = [
    ("layer", "string"),
    ("tie", "string"),
    ("weight", "long"),
    ("directed", "boolean"),
    ("first", "string"),
    ("last", "string"),
    ("amounts", "string"),
    ("records", "string"),
];

/// Writes the graph. Every tie is written as directed, for common readers refuse a graph of both sorts; the value `directed`
/// of a tie says whether that means anything.
pub fn write(picture: &Picture<'_>, out: impl Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("graphml")
        .with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"))
        .write_inner_content(|xml| {
            for (class, keys) in [("node", &NODE[..]), ("edge", &EDGE[..])] {
                for (name, kind) in keys {
                    let id = format!("{class}-{name}");
                    xml.create_element("key")
                        .with_attributes([
                            ("id", id.as_str()),
                            ("for", class),
                            ("attr.name", *name),
                            ("attr.type", *kind),
                        ])
                        .write_empty()?;
                }
            }
            xml.create_element("graph")
                .with_attributes([("id", "network"), ("edgedefault", "directed")])
                .write_inner_content(|xml| {
                nodes(picture, xml)?;
                edges(picture, xml)
            })?;
            Ok(())
        })?;
    let mut out = xml.into_inner();
    out.write_all(b"\n")?;
    out.flush()
}

/// The values that are known, under their keys.
fn values<W: Write>(
    xml: &mut Writer<W>,
    class: &str,
    keys: &[(&str, &str)],
    said: &[Option<String>],
) -> io::Result<()> {
    for ((name, _), value) in keys.iter().zip(said) {
        if let Some(value) = value {
            let key = format!("{class}-{name}");
            xml.create_element("data")
                .with_attribute(("key", key.as_str()))
                .write_text_content(BytesText::new(&legal(value)))?;
        }
    }
    Ok(())
}

fn nodes<W: Write>(picture: &Picture<'_>, xml: &mut Writer<W>) -> io::Result<()> {
    let number = |value: f64| Some(format!("{value:.9}"));
    let points = layout::of_network(picture.network, Bounds { width: 2000.0, height: 2000.0, margin: 0.0 });
    for ((at, node), (x, y)) in picture.network.nodes.iter().enumerate().zip(points) {
        let said = [
            Some(picture.caption(node.cluster).to_owned()),
            Some(picture.kind(node.cluster).as_str().to_owned()),
            Some(Id::Cluster(node.cluster).to_string()),
            Some(node.community.to_string()),
            Some(node.actor.to_string()),
            Some(picture.roles_of(at)).filter(|roles| !roles.is_empty()),
            Some(node.degree.to_string()),
            number(node.betweenness),
            number(node.weighted_betweenness),
            node.temporal_betweenness.and_then(number),
            node.closeness.and_then(number),
            node.eigenvector.and_then(number),
            Some(node.core.to_string()),
            node.constraint.and_then(number),
            node.effective_size.and_then(number),
            Some(format!("{x:.1}")),
            Some(format!("{y:.1}")),
        ];
        xml.create_element("node")
            .with_attribute(("id", Id::Node(at).to_string().as_str()))
            .write_inner_content(|xml| values(xml, "node", &NODE, &said))?;
    }
    Ok(())
}

fn edges<W: Write>(picture: &Picture<'_>, xml: &mut Writer<W>) -> io::Result<()> {
    for (at, edge) in picture.network.edges.iter().enumerate() {
        let amounts: Vec<String> =
            edge.amounts.iter().map(|(currency, minor)| format!("{currency} {minor}")).collect();
        let directed = edge.layer.is_directed().to_string();
        let said = [
            Some(edge.layer.as_str().to_owned()),
            Some(edge.label.clone()),
            Some(edge.weight.to_string()),
            Some(directed),
            edge.first.map(|time| time.to_string()),
            edge.last.map(|time| time.to_string()),
            Some(amounts.join("; ")).filter(|amounts| !amounts.is_empty()),
            Some(picture.cited(&edge.records)),
        ];
        xml.create_element("edge")
            .with_attributes([
                ("id", Id::Edge(at).to_string().as_str()),
                ("source", Id::Node(edge.from).to_string().as_str()),
                ("target", Id::Node(edge.to).to_string().as_str()),
            ])
            .write_inner_content(|xml| values(xml, "edge", &EDGE, &said))?;
    }
    Ok(())
}
