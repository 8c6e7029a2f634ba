//! `network.anx`: the network as a chart of i2 Analyst's Notebook (its XML exchange format), with icons, roles and the
//! records behind each link in its description.
//!
//! Only elements and attributes of the published schema are used, in its order. Links that go one way have an arrow.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use evidence::{Moment, Precision};
use network::{Edge, Layer};

use crate::layout::{self, Bounds};
use crate::xml::Xml;
use crate::{Id, Kind, Picture, Words};

/// Attributes of nodes: what is said of each beside its name.
const ATTRIBUTES: [(&str, &str); 5] = [
    ("community", "AttNumber"),
    ("degree", "AttNumber"),
    ("betweenness", "AttNumber"),
    ("role", "AttText"),
    ("finding", "AttText"),
];

/// Writes the chart; its words are in the language of `words`.
pub fn write(picture: &Picture<'_>, words: &Words, out: impl Write) -> io::Result<()> {
    Xml::whole(out, "Chart", &[("IdReferenceLinking", "false")], |xml| {
        let version = [("Major", "9"), ("Minor", "0"), ("Point", "0"), ("Build", "0")];
        xml.empty("ApplicationVersion", &version)?;
        xml.element("StrengthCollection", &[], |xml| {
            xml.empty("Strength", &[("Name", "Default"), ("DotStyle", "DotStyleSolid")])
        })?;
        xml.element("AttributeClassCollection", &[], |xml| {
            ATTRIBUTES.iter().try_for_each(|(name, kind)| {
                let is_shown = if *name == "role" { "true" } else { "false" };
                let class = [
                    ("Name", *name),
                    ("Type", *kind),
                    ("IsUser", "true"),
                    ("UserCanAdd", "true"),
                    ("UserCanRemove", "true"),
                    ("Visible", is_shown),
                    ("ShowValue", "true"),
                ];
                xml.empty("AttributeClass", &class)
            })
        })?;
        types(picture, words, xml)?;
        xml.element("ChartItemCollection", &[], |xml| {
            entities(picture, words, xml)?;
            let mut edges = picture.network.edges.iter().enumerate();
            edges.try_for_each(|(at, edge)| link(picture, words, at, edge, xml))
        })
    })
}

/// The icon file of the product's standard set that fits a kind best.
fn icon(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Organization => "office",
        Kind::Party => "anon",
        Kind::Account => "account",
        Kind::Contact => "phone",
        Kind::Vehicle => "car",
        Kind::Document => "document",
        Kind::Place => "place",
        Kind::Other => "general",
    }
}

fn types<W: Write>(picture: &Picture<'_>, words: &Words, xml: &mut Xml<W>) -> io::Result<()> {
    let layers: BTreeSet<Layer> = picture.network.edges.iter().map(|edge| edge.layer).collect();
    xml.element("LinkTypeCollection", &[], |xml| {
        let mut names = layers.iter().map(|layer| words.code("layer", layer.as_str()));
        names.try_for_each(|name| xml.empty("LinkType", &[("Name", &name)]))
    })?;
    let kinds: BTreeSet<Kind> = picture.network.nodes.iter().map(|node| picture.kind(node.cluster)).collect();
    xml.element("EntityTypeCollection", &[], |xml| {
        kinds.iter().try_for_each(|kind| {
            let name = words.code("kind", kind.as_str());
            let shown = [
                ("Name", name.as_str()),
                ("IconFile", icon(*kind)),
                ("PreferredRepresentation", "RepresentAsIcon"),
            ];
            xml.empty("EntityType", &shown)
        })
    })
}

fn entities<W: Write>(picture: &Picture<'_>, words: &Words, xml: &mut Xml<W>) -> io::Result<()> {
    let points = layout::of_network(picture.network, Bounds { width: 2400.0, height: 1600.0, margin: 0.0 });
    let mut roles: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for role in &picture.network.roles {
        let (role_word, sure) = (words.code("role", role.role), words.code("confidence", role.confidence));
        roles.entry(role.node).or_default().push(format!("{role_word} ({sure})"));
    }
    for ((at, node), (x, y)) in picture.network.nodes.iter().enumerate().zip(points) {
        let (id, x, y) = (Id::Node(at).to_string(), format!("{x:.0}"), format!("{y:.0}"));
        let kind = words.code("kind", picture.kind(node.cluster).as_str());
        let said = [
            ("community", Some((node.community + 1).to_string())),
            ("degree", Some(node.degree.to_string())),
            ("betweenness", Some(format!("{:.4}", node.betweenness))),
            ("role", roles.get(&at).map(|roles| roles.join(", "))),
            ("finding", Some(id.clone())),
        ];
        let item = [("Label", picture.caption(node.cluster)), ("XPosition", &x)];
        xml.element("ChartItem", &item, |xml| {
            xml.element("End", &[("X", &x), ("Y", &y), ("Z", "0")], |xml| {
                let entity = [("EntityId", id.as_str()), ("Identity", &id), ("LabelIsIdentity", "false")];
                xml.element("Entity", &entity, |xml| {
                    xml.element("Icon", &[], |xml| xml.empty("IconStyle", &[("Type", &kind)]))
                })
            })?;
            xml.element("AttributeCollection", &[], |xml| {
                said.iter().try_for_each(|(name, value)| match value {
                    Some(value) => xml.empty("Attribute", &[("AttributeClass", name), ("Value", value)]),
                    None => Ok(()),
                })
            })
        })?;
    }
    Ok(())
}

fn link<W: Write>(
    picture: &Picture<'_>,
    words: &Words,
    at: usize,
    edge: &Edge,
    xml: &mut Xml<W>,
) -> io::Result<()> {
    let times = words.get("count-times", &[("count", edge.weight.into())]);
    let label = format!("{} · {times}", words.code("join", &edge.label));
    let (description, id) = (picture.cited(&edge.records), Id::Edge(at).to_string());
    let mut item = vec![("Label", label.as_str()), ("Description", &description), ("SourceReference", &id)];
    let stamp = edge.first.as_ref().and_then(stamp);
    if let Some((stamp, has_time)) = &stamp {
        let is_timed = if *has_time { "true" } else { "false" };
        item.extend([("DateSet", "true"), ("TimeSet", is_timed), ("DateTime", stamp)]);
    }
    let (from, to) = (Id::Node(edge.from).to_string(), Id::Node(edge.to).to_string());
    let layer = words.code("layer", edge.layer.as_str());
    let style = [
        ("Type", layer.as_str()),
        ("ArrowStyle", if edge.layer.is_directed() { "ArrowOnHead" } else { "ArrowNone" }),
        ("Strength", "Default"),
        ("MlStyle", "MultiplicityMultiple"),
    ];
    xml.element("ChartItem", &item, |xml| {
        xml.element("Link", &[("End1Id", &from), ("End2Id", &to)], |xml| xml.empty("LinkStyle", &style))
    })
}

/// The moment as the schema writes it, and whether its hour is known; none of a month or year, which it cannot say.
fn stamp(time: &Moment) -> Option<(String, bool)> {
    let at = time.civil().ok().filter(|_| time.precision >= Precision::Day)?;
    Some((at.strftime("%Y-%m-%dT%H:%M:%S").to_string(), time.precision >= Precision::Minute))
}
