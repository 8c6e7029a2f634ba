//! `network.gexf`: the graph for Gephi and others, GEXF 1.3 with times of ties, colours by community and positions.
//!
//! Every tie is written as directed, because common readers refuse a graph of both sorts; only money and contact have a
//! direction that means something, and the layer says which those are.

use std::io::{self, Write};

use evidence::{Moment, Precision};
use network::Edge;

use crate::layout::{self, Bounds};
use crate::xml::Xml;
use crate::{Id, Picture};

/// Colours of the largest communities: told apart also by people who do not see all colours (Okabe and Ito's set,
/// without its yellow, which is too light on white). Smaller communities share the grey.
const COLOURS: [[u8; 3]; 7] = [
    [0, 114, 178],
    [213, 94, 0],
    [0, 158, 115],
    [204, 121, 167],
    [230, 159, 0],
    [86, 180, 233],
    [128, 128, 128],
];

/// Attributes of nodes and of edges, with their types.
const NODE: [(&str, &str); 6] = [
    ("kind", "string"),
    ("community", "integer"),
    ("degree", "integer"),
    ("betweenness", "double"),
    ("cluster", "string"),
    ("roles", "string"),
];
const EDGE: [(&str, &str); 4] =
    [("layer", "string"), ("tie", "string"), ("amounts", "string"), ("records", "string")];

/// Writes the graph.
pub fn write(picture: &Picture<'_>, out: impl Write) -> io::Result<()> {
    let spaces =
        [("xmlns", "http://gexf.net/1.3"), ("xmlns:viz", "http://gexf.net/1.3/viz"), ("version", "1.3")];
    Xml::whole(out, "gexf", &spaces, |xml| {
        xml.element("meta", &[], |xml| xml.text("creator", &[], "Palermo"))?;
        let graph = [("mode", "dynamic"), ("timeformat", "date"), ("defaultedgetype", "directed")];
        xml.element("graph", &graph, |xml| {
            for (class, all) in [("node", &NODE[..]), ("edge", &EDGE[..])] {
                xml.element("attributes", &[("class", class)], |xml| {
                    all.iter().try_for_each(|(name, kind)| {
                        xml.empty("attribute", &[("id", name), ("title", name), ("type", kind)])
                    })
                })?;
            }
            xml.element("nodes", &[], |xml| nodes(picture, xml))?;
            xml.element("edges", &[], |xml| {
                let mut edges = picture.network.edges.iter().enumerate();
                edges.try_for_each(|(at, edge)| one_edge(picture, at, edge, xml))
            })
        })
    })
}

fn values<W: Write>(xml: &mut Xml<W>, keys: &[(&str, &str)], all: &[String]) -> io::Result<()> {
    xml.element("attvalues", &[], |xml| {
        let mut all = keys.iter().zip(all);
        all.try_for_each(|((name, _), value)| xml.empty("attvalue", &[("for", name), ("value", value)]))
    })
}

fn nodes<W: Write>(picture: &Picture<'_>, xml: &mut Xml<W>) -> io::Result<()> {
    let positions =
        layout::of_network(picture.network, Bounds { width: 2000.0, height: 2000.0, margin: 0.0 });
    for ((at, node), (x, y)) in picture.network.nodes.iter().enumerate().zip(positions) {
        let id = Id::Node(at).to_string();
        let colour = COLOURS.get(node.community as usize).or(COLOURS.last()).copied().unwrap_or_default();
        let [red, green, blue] = colour.map(|part| part.to_string());
        let [x, y] = [x, y].map(|place| format!("{place:.1}"));
        let size = format!("{:.1}", 8.0 + 24.0 * node.betweenness.clamp(0.0, 1.0));
        xml.element("node", &[("id", &id), ("label", picture.caption(node.cluster))], |xml| {
            let all = [
                picture.kind(node.cluster).as_str().to_owned(),
                node.community.to_string(),
                node.degree.to_string(),
                format!("{:.6}", node.betweenness),
                Id::Cluster(node.cluster).to_string(),
                picture.roles_of(at),
            ];
            values(xml, &NODE, &all)?;
            xml.empty("viz:color", &[("r", &red), ("g", &green), ("b", &blue)])?;
            xml.empty("viz:position", &[("x", &x), ("y", &y), ("z", "0.0")])?;
            xml.empty("viz:size", &[("value", &size)])
        })?;
    }
    Ok(())
}

fn one_edge<W: Write>(picture: &Picture<'_>, at: usize, edge: &Edge, xml: &mut Xml<W>) -> io::Result<()> {
    let [id, source, target] =
        [Id::Edge(at), Id::Node(edge.from), Id::Node(edge.to)].map(|id| id.to_string());
    let weight = edge.weight.to_string();
    let first = edge.first.and_then(|time| day(&time, false));
    let last = edge.last.and_then(|time| day(&time, true));
    let mut own = vec![
        ("id", id.as_str()),
        ("source", &source),
        ("target", &target),
        ("kind", edge.layer.as_str()),
        ("weight", &weight),
        ("label", &edge.label),
    ];
    own.extend(first.as_deref().map(|first| ("start", first)));
    own.extend(last.as_deref().map(|last| ("end", last)));
    xml.element("edge", &own, |xml| {
        let all =
            [edge.layer.as_str().to_owned(), edge.label.clone(), amounts(edge), picture.cited(&edge.records)];
        values(xml, &EDGE, &all)
    })
}

/// What was paid along a tie, by currency, in minor units.
pub(crate) fn amounts(edge: &Edge) -> String {
    let all = edge.amounts.iter().map(|(currency, minor)| format!("{currency} {minor}"));
    all.collect::<Vec<String>>().join("; ")
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
