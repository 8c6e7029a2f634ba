//! A small picture made by hand: two sources, three people, a payment chain and a short route.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};

use evidence::{
    Basis, Channel, Currency, EntityIx, EventIx, EventKind, Evidence, Locator, Mark, Moment, NewEvent,
    NewStatement, PlaceMention, Precision, RecordIx, Rejection, Sink, Source, SourceIx,
};
use gazetteer::Gazetteer;
use indicators::{Alert, Findings, Hit, Named, Packs, RoleHint, Unknown};
use network::{
    Changes, Cohesion, Deed, Edge, Filter, Ground, Jurisdiction, KeySet, Layer, LikelyTie, Month, Network,
    Node, Outlook, Part, Phase, Reach, Resolved, Role, Standing,
};
use report::{Picture, Scope};
use resolve::{
    Cluster, ClusterIx, Decided, Located, Location, LocationIx, Locations, Outcome, Peculiar, Reason,
    Resolution, Verdict,
};
use routes::{
    Compared, Corridor, Dark, Group, Leg, Offer, Route, RouteLeg, Routes, Run, Said, Spread, Stop, Trip,
    Waypoint,
};

pub(crate) struct Sample {
    pub(crate) evidence: Evidence,
    pub(crate) peculiar: Vec<Peculiar>,
    pub(crate) resolution: Resolution,
    pub(crate) locations: Locations,
    pub(crate) findings: Findings,
    pub(crate) packs: Packs,
    pub(crate) network: Network,
    pub(crate) routes: Routes,
    pub(crate) filter: Filter,
    pub(crate) changes: Changes,
    pub(crate) gazetteer: Gazetteer,
}

impl Sample {
    pub(crate) fn picture(&self) -> Picture<'_> {
        Picture {
            evidence: &self.evidence,
            peculiar: &self.peculiar,
            resolution: &self.resolution,
            locations: &self.locations,
            findings: &self.findings,
            packs: &self.packs,
            routes: &self.routes,
            network: &self.network,
            gazetteer: &self.gazetteer,
            as_of: Some("2026-03-31".to_owned()),
            scope: Scope { filter: Some(&self.filter), since: Some(("2026-03-01", &self.changes)) },
        }
    }
}

const PACK: &str = "
pack: sample
title: {en: Sample, fr: Échantillon}
version: '1.0'
date: '2026-01-01'
licence: CC0
indicators:
  - id: S-1
    text: {en: Cash is paid in at night by others., fr: Des espèces sont versées la nuit par autrui.}
    cite: Sample Authority, Guidance 1 (2024), no. 1
    status: read
    offence: both
    family: CASH
  - id: S-2
    text: {en: Money leaves soon after it came., fr: L'argent repart peu après son arrivée.}
    cite: Sample Authority, Guidance 1 (2024), no. 2
    status: recalled
    offence: both
    family: FLOW
";

const PRICES: &str = "
lists:
  - id: smuggling_prices
    date: '2026-01-01'
    source: invented
    prices:
      - {corridor: Coast to coast, countries: [TR, GR], currency: EUR, low: 1000, high: 3000, year: 2025, unit: leg, source: Sample Authority (2025)}
";

fn at(text: &str, precision: Precision, offset: Option<i16>) -> Moment {
    Moment::from_civil(text.parse().unwrap(), offset, precision)
}

/// The sample, with `name` as the first person's name, in the memo and wherever a record may speak.
pub(crate) fn sample(name: &str) -> Sample {
    let mut evidence = Evidence::default();
    let cad = Currency::parse("CAD").unwrap();
    evidence.begin(Source {
        sha256: "ab".repeat(32),
        format: "csv".to_owned(),
        encoding: "utf-8".to_owned(),
        bytes: 400,
        basis: Basis {
            delivered_by: "Bank A".to_owned(),
            handling: "TLP:AMBER".to_owned(),
            ..Basis::default()
        },
        ..Source::named("bank/a.csv")
    });
    evidence.assume("times without a zone are local to the branch");
    let rows: Vec<RecordIx> =
        (1..=5).map(|row| evidence.record(&Locator::new("row", row, row * 50, 48))).collect();
    let ada = evidence.entity("p1", "Person");
    let first = evidence.entity("acc1", "BankAccount");
    let second = evidence.entity("acc2", "BankAccount");
    evidence.statement(&NewStatement::new(ada, "name", name, rows[0]));
    evidence.statement(&NewStatement::new(ada, "phone", "+15145550123", rows[0]));
    evidence.statement(&NewStatement::new(ada, "birthDate", "1990-01-31", rows[0]));
    evidence.statement(&NewStatement::new(first, "accountNumber", "001-2345", rows[0]));
    evidence.statement(&NewStatement::new(first, "bankName", "Bank A", rows[0]));
    evidence.statement(&NewStatement::new(second, "iban", "GB82WEST12345698765432", rows[1]));
    for (row, day, amount) in [
        (1, "2026-03-01T23:10:00", 90_000),
        (2, "2026-03-02T23:40:00", 95_050),
        (3, "2026-03-04T22:05:00", 88_000),
    ] {
        evidence.event(&NewEvent {
            time: Some(at(day, Precision::Minute, Some(-300))),
            from: Some(first),
            to: Some(second),
            from_party: Some(ada),
            channel: Channel::Wire,
            amount_minor: Some(amount),
            currency: cad,
            text: name,
            ..NewEvent::new(EventKind::Payment, rows[row])
        });
    }
    evidence.reject(Rejection::new(
        Locator::new("row", 6, 300, 12),
        format!("expected a date, found “{name}”"),
        name.as_bytes(),
    ));

    evidence.begin(Source {
        sha256: "cd".repeat(32),
        format: "whatsapp".to_owned(),
        encoding: "utf-8".to_owned(),
        ..Source::named("phone.zip!chat.txt")
    });
    let lines: Vec<RecordIx> =
        (1..=6).map(|line| evidence.record(&Locator::new("line", line, line * 30, 28))).collect();
    let writer = evidence.entity("u1", "UserAccount");
    let nur = evidence.entity("p3", "Person");
    let car = evidence.entity("car 1", "Vehicle");
    let thing = evidence.entity("t1", "Thing");
    evidence.statement(&NewStatement::new(writer, "phone", "+15145550123", lines[0]));
    evidence.statement(&NewStatement::new(writer, "username", name, lines[0]));
    evidence.statement(&NewStatement {
        language: "ara",
        ..NewStatement::new(nur, "name", "نور العينة", lines[1])
    });
    let circa = NewStatement {
        original: "circa 1995",
        mark: Mark::ImpreciseDate,
        ..NewStatement::new(nur, "birthDate", "1995", lines[1])
    };
    evidence.statement(&circa);
    evidence.statement(&NewStatement {
        mark: Mark::LocalPhone,
        ..NewStatement::new(nur, "phone", "020 7946 0018", lines[1])
    });
    evidence.statement(&NewStatement {
        mark: Mark::UnknownProperty,
        ..NewStatement::new(nur, "shoeSize", "38", lines[1])
    });
    evidence.statement(&NewStatement::new(nur, "website", "not a url", lines[1]));
    evidence.statement(&NewStatement::new(nur, "notes", "Cafe\u{301} \u{202e}abc", lines[1]));
    evidence.statement(&NewStatement::new(car, "registrationNumber", "34 ABC 123", lines[2]));
    evidence.statement(&NewStatement::new(thing, "name", "The Office", lines[2]));
    evidence.statement(&NewStatement::new(thing, "email", "office@example.org", lines[2]));
    evidence.event(&NewEvent {
        time: Some(at("2026-03-03T08:00:00", Precision::Minute, None)),
        from: Some(writer),
        to: Some(nur),
        text: name,
        ..NewEvent::new(EventKind::Message, lines[0])
    });
    evidence.event(&NewEvent {
        time: Some(at("2026-03-03T09:00:00", Precision::Minute, None)),
        from: Some(ada),
        to: Some(nur),
        ..NewEvent::new(EventKind::Call, lines[2])
    });
    for (line, day, place, country, coordinates) in [
        (3, "2026-03-05T04:00:00", name, "TR", (38.42, 27.14)),
        (4, "2026-03-06T11:00:00", "Mytilene", "GR", (39.11, 26.55)),
        (5, "2026-03-09T18:30:00", "Athens", "GR", (37.98, 23.73)),
    ] {
        evidence.event(&NewEvent {
            time: Some(at(day, Precision::Second, Some(120))),
            from: Some(nur),
            via: Some(car),
            place: PlaceMention { name: place, country, coordinates: Some(coordinates) },
            ..NewEvent::new(EventKind::Position, lines[line])
        });
    }

    let location = |name: &str, country: &str, latitude, longitude| Location {
        name: name.to_owned(),
        country: country.to_owned(),
        latitude,
        longitude,
    };
    let locations = Locations {
        all: vec![
            location(name, "TR", 38.42, 27.14),
            location("Mytilene", "GR", 39.11, 26.55),
            location("Athens", "GR", 37.98, 23.73),
        ],
        of_event: (0..evidence.event_count())
            .map(|event| {
                Some((LocationIx(u32::try_from(event.checked_sub(5)?).unwrap()), Located::ByCoordinates))
            })
            .collect(),
        ambiguous: vec![(
            name.to_owned(),
            vec![location("Tripoli", "LY", 32.9, 13.2), location("Tripoli", "LB", 34.4, 35.8)],
        )],
    };
    let reason = |kind, one, other| Reason {
        kind,
        value: "+15145550123".to_owned(),
        between: (one, other),
        records: vec![rows[0], lines[0]],
        probability: None,
        against: None,
    };
    let alone = |entity| Cluster { members: vec![entity], reasons: Vec::new(), probability: 1.0 };
    let resolution = Resolution {
        clusters: vec![
            Cluster {
                members: vec![ada, writer],
                reasons: vec![reason("phone", ada, writer)],
                probability: 0.97,
            },
            alone(first),
            alone(second),
            alone(nur),
            alone(car),
            alone(thing),
        ],
        cluster_of: [0, 1, 2, 0, 3, 4, 5].map(ClusterIx).to_vec(),
        twin_of: vec![None; evidence.event_count()],
        undecided: vec![reason("name+birthDate", nur, thing)],
        decided: vec![
            Decided {
                between: (ada, nur),
                verdict: Verdict::Different,
                author: "B. Noor".to_owned(),
                time: "2026-03-05".to_owned(),
                outcome: Outcome::Followed,
                cut: vec![reason("phone", writer, nur)],
            },
            Decided {
                between: (writer, nur),
                verdict: Verdict::Same,
                author: name.to_owned(),
                time: "2026-03-04T10:00:00+01:00".to_owned(),
                outcome: Outcome::Contradicted(0),
                cut: Vec::new(),
            },
        ],
    };
    Sample {
        findings: findings(name, &rows, second),
        packs: Packs::parse(&[("sample.yaml", PACK), ("lists/prices.yaml", PRICES)]).unwrap(),
        network: network(&rows, &lines),
        routes: routes(&lines),
        filter: Filter { countries: BTreeSet::from(["TR".to_owned()]), ..Filter::default() },
        changes: Changes { new_nodes: vec![4], new_edges: vec![4], grown_edges: vec![1], new_roles: vec![0] },
        gazetteer: Gazetteer::embedded(),
        peculiar: resolve::peculiarities(&evidence, &resolution),
        evidence,
        resolution,
        locations,
    }
}

fn findings(name: &str, rows: &[RecordIx], other: EntityIx) -> Findings {
    let hit = |rule: &str, indicator: &str, family: &str, subject| Hit {
        rule: rule.to_owned(),
        indicators: vec![indicator.to_owned()],
        family: family.to_owned(),
        role_hint: None,
        subject: ClusterIx(subject),
        from: "2026-03-01T23:10-05:00".to_owned(),
        to: "2026-03-04T22:05-05:00".to_owned(),
        values: vec![("count".to_owned(), "3".to_owned())],
        events: vec![EventIx(0), EventIx(1), EventIx(2)],
        records: vec![rows[0], rows[1], rows[2], rows[3]],
        others: vec![other],
        sentence_en: format!("3 payments at night, the last with “{name}”."),
        sentence_fr: format!("3 paiements la nuit, le dernier avec « {name} »."),
    };
    Findings {
        hits: vec![
            hit("night_cash", "S-1", "CASH", 1),
            hit("passes_on", "S-2", "FLOW", 1),
            hit("moved", "S-9", "SMUG", 3),
        ],
        alerts: vec![
            Alert {
                subject: ClusterIx(1),
                hits: vec![0, 1],
                families: vec!["CASH".to_owned(), "FLOW".to_owned()],
                roles: vec![RoleHint { role: "collector".to_owned(), rules: vec!["passes_on".to_owned()] }],
                named: Named::Subject,
            },
            Alert {
                subject: ClusterIx(3),
                hits: vec![2],
                families: vec!["SMUG".to_owned()],
                roles: vec![RoleHint { role: "possible-victim".to_owned(), rules: vec!["moved".to_owned()] }],
                named: Named::Nobody,
            },
        ],
        unknown: vec![Unknown {
            rule: "no_wages".to_owned(),
            missing_en: "a feed that would show wages".to_owned(),
            missing_fr: "un flux qui montrerait des salaires".to_owned(),
            subjects: 2,
        }],
    }
}

fn network(rows: &[RecordIx], lines: &[RecordIx]) -> Network {
    let node = |cluster, degree, betweenness, community| Node {
        cluster: ClusterIx(cluster),
        degree,
        betweenness,
        weighted_betweenness: betweenness,
        temporal_betweenness: None,
        closeness: Some(0.5),
        eigenvector: Some(0.25),
        core: 1,
        constraint: Some(0.625),
        effective_size: Some(1.5),
        community,
        actor: if cluster == 1 { 0 } else { cluster },
    };
    let first = Some(at("2026-03-01T23:10:00", Precision::Minute, Some(-300)));
    let last = Some(at("2026-03-04T22:05:00", Precision::Minute, Some(-300)));
    let edge = |from, to, layer, label: &str, weight, records: &[RecordIx]| Edge {
        from,
        to,
        layer,
        weight,
        first,
        last,
        label: label.to_owned(),
        amounts: if layer == Layer::Money { vec![("CAD".to_owned(), 273_050)] } else { Vec::new() },
        records: records.to_vec(),
        months: vec![(2026 * 12 + 2, weight)],
    };
    let jurisdiction = |country: &str, records: &[RecordIx]| Jurisdiction {
        country: country.to_owned(),
        first,
        last,
        deeds: vec![
            Deed { code: "entered", count: 1, amounts: BTreeMap::new(), records: records[..1].to_vec() },
            Deed {
                code: "money-sent",
                count: 3,
                amounts: BTreeMap::from([("CAD".to_owned(), 273_050)]),
                records: records[..3].to_vec(),
            },
        ],
        sources: vec![(SourceIx(0), 3), (SourceIx(1), 1)],
        possible_victims: vec![ClusterIx(3)],
        assets: vec![ClusterIx(1)],
    };
    Network {
        nodes: vec![
            node(0, 2, 0.67, 0),
            node(1, 2, 0.33, 0),
            node(2, 1, 0.0, 0),
            node(3, 2, 0.5, 1),
            node(4, 1, 0.0, 1),
        ],
        edges: vec![
            edge(0, 1, Layer::Link, "owner", 1, &rows[..1]),
            edge(1, 2, Layer::Money, "payment", 3, &rows[1..4]),
            edge(0, 3, Layer::Contact, "message", 2, &lines[..1]),
            edge(0, 3, Layer::SharedIdentifier, "phone", 1, &lines[1..2]),
            Edge {
                first: None,
                last: None,
                months: Vec::new(),
                ..edge(3, 4, Layer::Movement, "travelled-in", 3, &lines[3..6])
            },
        ],
        communities: vec![vec![0, 1, 2], vec![3, 4]],
        cohesion: Cohesion {
            quality: 0.28,
            agreement: 0.95,
            stability: vec![1.0, 0.9],
            resolutions: vec![Resolved { resolution: 2.0, communities: 3, quality: 0.1, agreement: 0.9 }],
        },
        actors: vec![vec![0, 1], Vec::new(), vec![2], vec![3], vec![4]],
        key_sets: vec![
            KeySet { aim: "disrupt", nodes: vec![0], value: 0.67, is_optimal: true, most_between: Some(0.5) },
            KeySet { aim: "reach", nodes: vec![3], value: 0.8, is_optimal: false, most_between: None },
        ],
        standings: vec![Standing { node: 0, rank: 1, interval: (1, 2) }],
        outlook: Outlook {
            auc: 0.87,
            spread: 0.03,
            skill: 0.2,
            abstention: None,
            ties: vec![LikelyTie {
                one: 0,
                other: 4,
                probability: 0.31,
                band: (0.2, 0.4),
                shared: vec![3],
                settled_by: vec!["calls-between"],
            }],
        },
        growth: vec![Month { month: 2026 * 12 + 2, new_nodes: 4, new_ties: 4, ties: 4, events: 7 }],
        phases: vec![Phase {
            community: 0,
            layer: Layer::Money,
            from: 2026 * 12 + 2,
            to: 2026 * 12 + 3,
            events: 7,
            edges: vec![1],
        }],
        roles: vec![Role {
            node: 1,
            role: "financier",
            confidence: "weak",
            grounds_for: vec![Ground {
                code: "passes-most-on",
                values: vec![("currency", "CAD".to_owned()), ("passed_minor", "273050".to_owned())],
                records: rows[1..4].to_vec(),
            }],
            grounds_against: vec![Ground { code: "holder-unknown", values: Vec::new(), records: Vec::new() }],
        }],
        reach: vec![
            Reach {
                part: Part::Community(0),
                jurisdictions: vec![jurisdiction("CA", rows), jurisdiction("TR", lines)],
            },
            Reach {
                part: Part::Route(0),
                jurisdictions: vec![jurisdiction("TR", lines), jurisdiction("GR", rows)],
            },
        ],
    }
}

/// What was traced, over the real locations.
fn routes(lines: &[RecordIx]) -> Routes {
    let day = |text: &str| at(text, Precision::Second, Some(120));
    let stop = |location, arrived: &str| Stop {
        location: LocationIx(location),
        arrived: day(arrived),
        left: day(arrived),
        events: vec![EventIx(location + 5)],
        basis: routes::Basis::Seen,
    };
    let leg = |from, distance_km, hours, gap| Leg {
        from,
        distance_km,
        hours: Some(hours),
        speed_kmh: Some(distance_km / hours),
        impossible: false,
        gap,
        via: vec![ClusterIx(4)],
    };
    let place = |at: u32, runs| Waypoint { location: LocationIx(at), runs, sources: vec![SourceIx(1)] };
    let route_leg = |runs, distance_km, gaps| RouteLeg {
        runs,
        distance_km,
        hours: Spread::of(vec![20.0, 31.0]),
        kinds: vec![(EventKind::Position, runs)],
        carriers: vec![(ClusterIx(4), 1)],
        between: vec![(LocationIx(1), 1)],
        gaps,
    };
    let named = |name: &str, country: &str, latitude, longitude| Location {
        name: name.to_owned(),
        country: country.to_owned(),
        latitude,
        longitude,
    };
    Routes {
        trips: vec![Trip {
            subject: ClusterIx(3),
            stops: vec![
                stop(0, "2026-03-05T04:00:00"),
                stop(1, "2026-03-06T11:00:00"),
                stop(2, "2026-03-09T18:30:00"),
            ],
            legs: vec![leg(0, 91.7, 31.0, true), leg(1, 276.2, 79.5, false)],
            countries: vec!["TR".to_owned(), "GR".to_owned()],
            together_with: vec![ClusterIx(0)],
        }],
        meetings: Vec::new(),
        groups: vec![Group {
            members: vec![ClusterIx(0), ClusterIx(3)],
            from: day("2026-03-05T04:00:00"),
            until: day("2026-03-06T11:00:00"),
            places: vec![LocationIx(0), LocationIx(1)],
            records: lines[..2].to_vec(),
        }],
        routes: vec![Route {
            waypoints: vec![place(0, 2), place(2, 1)],
            legs: vec![route_leg(1, 340.0, 1)],
            runs: vec![
                Run {
                    parts: vec![(0, vec![(0, 0), (1, 2)])],
                    started: day("2026-03-05T04:00:00"),
                    ended: day("2026-03-09T18:30:00"),
                },
                Run {
                    parts: vec![(0, vec![(0, 0)])],
                    started: day("2026-04-05T04:00:00"),
                    ended: day("2026-04-06T18:30:00"),
                },
            ],
            subjects: BTreeSet::from([ClusterIx(3)]),
            countries: vec!["TR".to_owned(), "GR".to_owned()],
            hours: Spread::of(vec![110.5]),
            months: [0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
            offers: vec![0],
        }],
        corridors: vec![Corridor {
            from: LocationIx(0),
            to: LocationIx(2),
            subjects: 1,
            legs: 2,
            first: day("2026-03-05T04:00:00"),
            last: day("2026-03-09T18:30:00"),
        }],
        offers: vec![Offer {
            said: Said::Message,
            places: vec![named("Bodrum", "TR", 37.0, 27.4), named("Athens", "GR", 37.98, 23.73)],
            amount_minor: 250_000,
            currency: Currency::parse("EUR").unwrap(),
            is_currency_assumed: false,
            time: Some(day("2026-03-01T10:00:00")),
            event: EventIx(5),
            record: lines[0],
            compared: vec![Compared { price: 0, ordering: std::cmp::Ordering::Equal }],
        }],
        dark: vec![Dark {
            subject: ClusterIx(3),
            between: (EventIx(5), EventIx(6)),
            seconds: 3_600.0,
            usual_seconds: 30.0,
            distance_km: 12.5,
        }],
        least_runs: 2,
    }
}
