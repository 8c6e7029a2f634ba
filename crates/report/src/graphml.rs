//! `network.graphml`: the graph for yEd, igraph, networkx and others (GraphML 1.0), with every measure, role and record.

use std::io::{self, Write};

use crate::gexf::amounts;
use crate::layout::{self, Bounds};
use crate::xml::Xml;
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
    Xml::whole(out, "graphml", &[("xmlns", "http://graphml.graphdrawing.org/xmlns")], |xml| {
        for (class, keys) in [("node", &NODE[..]), ("edge", &EDGE[..])] {
            for (name, kind) in keys {
                let id = format!("{class}-{name}");
                xml.empty("key", &[("id", &id), ("for", class), ("attr.name", name), ("attr.type", kind)])?;
            }
        }
        xml.element("graph", &[("id", "network"), ("edgedefault", "directed")], |xml| {
            nodes(picture, xml)?;
            edges(picture, xml)
        })
    })
}

/// The values that are known, under their keys.
fn values<W: Write>(
    xml: &mut Xml<W>,
    class: &str,
    keys: &[(&str, &str)],
    said: &[Option<String>],
) -> io::Result<()> {
    for ((name, _), value) in keys.iter().zip(said) {
        if let Some(value) = value {
            xml.text("data", &[("key", &format!("{class}-{name}"))], value)?;
        }
    }
    Ok(())
}

fn nodes<W: Write>(picture: &Picture<'_>, xml: &mut Xml<W>) -> io::Result<()> {
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
        xml.element("node", &[("id", &Id::Node(at).to_string())], |xml| values(xml, "node", &NODE, &said))?;
    }
    Ok(())
}

fn edges<W: Write>(picture: &Picture<'_>, xml: &mut Xml<W>) -> io::Result<()> {
    for (at, edge) in picture.network.edges.iter().enumerate() {
        let directed = edge.layer.is_directed().to_string();
        let said = [
            Some(edge.layer.as_str().to_owned()),
            Some(edge.label.clone()),
            Some(edge.weight.to_string()),
            Some(directed),
            edge.first.map(|time| time.to_string()),
            edge.last.map(|time| time.to_string()),
            Some(amounts(edge)).filter(|amounts| !amounts.is_empty()),
            Some(picture.cited(&edge.records)),
        ];
        let [id, source, target] =
            [Id::Edge(at), Id::Node(edge.from), Id::Node(edge.to)].map(|id| id.to_string());
        let own = [("id", id.as_str()), ("source", &source), ("target", &target)];
        xml.element("edge", &own, |xml| values(xml, "edge", &EDGE, &said))?;
    }
    Ok(())
}
