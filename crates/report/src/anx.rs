//! `network.anx`: the network as a chart of i2 Analyst's Notebook (its XML exchange format), with icons, roles and the
//! records behind each link in its description.
//!
//! Only elements and attributes of the published schema are used, in its order. Links that go one way have an arrow.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use evidence::{Moment, Precision};
use network::{Edge, Layer};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use crate::gexf::legal;
use crate::layout::{self, Bounds};
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
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("Chart").with_attribute(("IdReferenceLinking", "false")).write_inner_content(
        |xml| {
            xml.create_element("ApplicationVersion")
                .with_attributes([("Major", "9"), ("Minor", "0"), ("Point", "0"), ("Build", "0")])
                .write_empty()?;
            xml.create_element("StrengthCollection").write_inner_content(|xml| {
                xml.create_element("Strength")
                    .with_attributes([("Name", "Default"), ("DotStyle", "DotStyleSolid")])
                    .write_empty()?;
                Ok(())
            })?;
            xml.create_element("AttributeClassCollection").write_inner_content(|xml| {
                for (name, kind) in ATTRIBUTES {
                    let is_shown = if name == "role" { "true" } else { "false" };
                    xml.create_element("AttributeClass")
                        .with_attributes([
                            ("Name", name),
                            ("Type", kind),
                            ("IsUser", "true"),
                            ("UserCanAdd", "true"),
                            ("UserCanRemove", "true"),
                            ("Visible", is_shown),
                            ("ShowValue", "true"),
                        ])
                        .write_empty()?;
                }
                Ok(())
            })?;
            types(picture, words, xml)?;
            xml.create_element("ChartItemCollection").write_inner_content(|xml| {
                entities(picture, words, xml)?;
                for (at, edge) in picture.network.edges.iter().enumerate() {
                    link(picture, words, at, edge, xml)?;
                }
                Ok(())
            })?;
            Ok(())
        },
    )?;
    let mut out = xml.into_inner();
    out.write_all(b"\n")?;
    out.flush()
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

fn types<W: Write>(picture: &Picture<'_>, words: &Words, xml: &mut Writer<W>) -> io::Result<()> {
    let layers: BTreeSet<Layer> = picture.network.edges.iter().map(|edge| edge.layer).collect();
    xml.create_element("LinkTypeCollection").write_inner_content(|xml| {
        for layer in layers {
            xml.create_element("LinkType")
                .with_attribute(("Name", words.code("layer", layer.as_str()).as_str()))
                .write_empty()?;
        }
        Ok(())
    })?;
    let kinds: BTreeSet<Kind> = picture.network.nodes.iter().map(|node| picture.kind(node.cluster)).collect();
    xml.create_element("EntityTypeCollection").write_inner_content(|xml| {
        for kind in kinds {
            xml.create_element("EntityType")
                .with_attributes([
                    ("Name", words.code("kind", kind.as_str()).as_str()),
                    ("IconFile", icon(kind)),
                    ("PreferredRepresentation", "RepresentAsIcon"),
                ])
                .write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn entities<W: Write>(picture: &Picture<'_>, words: &Words, xml: &mut Writer<W>) -> io::Result<()> {
    let points = layout::of_network(picture.network, Bounds { width: 2400.0, height: 1600.0, margin: 0.0 });
    let mut roles: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for role in &picture.network.roles {
        let (role_word, sure) = (words.code("role", role.role), words.code("confidence", role.confidence));
        roles.entry(role.node).or_default().push(format!("{role_word} ({sure})"));
    }
    for ((at, node), (x, y)) in picture.network.nodes.iter().enumerate().zip(points) {
        let caption = legal(picture.caption(node.cluster));
        let (id, x, y) = (Id::Node(at).to_string(), format!("{x:.0}"), format!("{y:.0}"));
        xml.create_element("ChartItem")
            .with_attributes([("Label", caption.as_str()), ("XPosition", x.as_str())])
            .write_inner_content(|xml| {
                xml.create_element("End")
                    .with_attributes([("X", x.as_str()), ("Y", y.as_str()), ("Z", "0")])
                    .write_inner_content(|xml| {
                        xml.create_element("Entity")
                            .with_attributes([
                                ("EntityId", id.as_str()),
                                ("Identity", id.as_str()),
                                ("LabelIsIdentity", "false"),
                            ])
                            .write_inner_content(|xml| {
                                let kind = words.code("kind", picture.kind(node.cluster).as_str());
                                xml.create_element("Icon").write_inner_content(|xml| {
                                    xml.create_element("IconStyle")
                                        .with_attribute(("Type", kind.as_str()))
                                        .write_empty()?;
                                    Ok(())
                                })?;
                                Ok(())
                            })?;
                        Ok(())
                    })?;
                let said = [
                    ("community", Some((node.community + 1).to_string())),
                    ("degree", Some(node.degree.to_string())),
                    ("betweenness", Some(format!("{:.4}", node.betweenness))),
                    ("role", roles.get(&at).map(|roles| roles.join(", "))),
                    ("finding", Some(id.clone())),
                ];
                xml.create_element("AttributeCollection").write_inner_content(|xml| {
                    for (name, value) in said {
                        if let Some(value) = value {
                            xml.create_element("Attribute")
                                .with_attributes([("AttributeClass", name), ("Value", value.as_str())])
                                .write_empty()?;
                        }
                    }
                    Ok(())
                })?;
                Ok(())
            })?;
    }
    Ok(())
}

fn link<W: Write>(
    picture: &Picture<'_>,
    words: &Words,
    at: usize,
    edge: &Edge,
    xml: &mut Writer<W>,
) -> io::Result<()> {
    let times = words.get("count-times", &[("count", edge.weight.into())]);
    let label = legal(&format!("{} · {times}", words.code("join", &edge.label)));
    let description = legal(&picture.cited(&edge.records));
    let id = Id::Edge(at).to_string();
    let mut item = xml.create_element("ChartItem").with_attributes([
        ("Label", label.as_str()),
        ("Description", description.as_str()),
        ("SourceReference", id.as_str()),
    ]);
    let stamp = edge.first.as_ref().and_then(stamp);
    if let Some((stamp, has_time)) = &stamp {
        item = item.with_attributes([
            ("DateSet", "true"),
            ("TimeSet", if *has_time { "true" } else { "false" }),
            ("DateTime", stamp.as_str()),
        ]);
    }
    item.write_inner_content(|xml| {
        let (from, to) = (Id::Node(edge.from).to_string(), Id::Node(edge.to).to_string());
        xml.create_element("Link")
            .with_attributes([("End1Id", from.as_str()), ("End2Id", to.as_str())])
            .write_inner_content(|xml| {
                let arrow = if edge.layer.is_directed() { "ArrowOnHead" } else { "ArrowNone" };
                xml.create_element("LinkStyle")
                    .with_attributes([
                        ("Type", words.code("layer", edge.layer.as_str()).as_str()),
                        ("ArrowStyle", arrow),
                        ("Strength", "Default"),
                        ("MlStyle", "MultiplicityMultiple"),
                    ])
                    .write_empty()?;
                Ok(())
            })?;
        Ok(())
    })?;
    Ok(())
}

/// The moment as the schema writes it, and whether its hour is known; none of a month or year, which it cannot say.
fn stamp(time: &Moment) -> Option<(String, bool)> {
    let at = time.civil().ok().filter(|_| time.precision >= Precision::Day)?;
    Some((at.strftime("%Y-%m-%dT%H:%M:%S").to_string(), time.precision >= Precision::Minute))
}
