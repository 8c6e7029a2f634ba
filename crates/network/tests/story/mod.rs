//! A small language to tell evidence with.
#![expect(clippy::expect_used, reason = "a test may fail")]

use std::cell::RefCell;
use std::sync::OnceLock;

use evidence::{
    Channel, Currency, EntityIx, EventKind, Evidence, Locator, Moment, NewEvent, NewStatement, PlaceMention,
    Precision, Sink, Source,
};
use gazetteer::Gazetteer;
use indicators::{Findings, Packs};
use network::{Network, Role};
use resolve::{Locations, Resolution};
use routes::{Routes, Tracing};

/// Evidence of one source, told line by line; every line is a record of its own.
pub(crate) struct Story {
    pub(crate) evidence: RefCell<Evidence>,
}

/// What is drawn from a story.
pub(crate) struct Drawn {
    pub(crate) evidence: Evidence,
    pub(crate) resolution: Resolution,
    pub(crate) network: Network,
    pub(crate) routes: Routes,
}

impl Story {
    pub(crate) fn new() -> Self {
        let mut evidence = Evidence::default();
        evidence.begin(Source::named("story"));
        Self { evidence: RefCell::new(evidence) }
    }

    /// An entity with what is said of it, its id being its caption in tests.
    pub(crate) fn entity(&self, id: &str, schema: &str, values: &[(&str, &str)]) -> EntityIx {
        let mut evidence = self.evidence.borrow_mut();
        let record = evidence.record(&Locator::new("line", 0, 0, 1));
        let entity = evidence.entity(id, schema);
        for (property, value) in values {
            evidence.statement(&NewStatement::new(entity, property, value, record));
        }
        entity
    }

    pub(crate) fn tell(&self, fill: impl FnOnce(&mut NewEvent<'_>), kind: EventKind) {
        let mut evidence = self.evidence.borrow_mut();
        let record = evidence.record(&Locator::new("line", 0, 0, 1));
        let mut event = NewEvent::new(kind, record);
        fill(&mut event);
        evidence.event(&event);
    }

    pub(crate) fn pay(&self, from: EntityIx, to: EntityIx, minor: i64) {
        self.tell(
            |event| {
                (event.from, event.to) = (Some(from), Some(to));
                (event.amount_minor, event.currency) =
                    (Some(minor), Currency::parse("EUR").unwrap_or(Currency::NONE));
                event.channel = Channel::Transfer;
            },
            EventKind::Payment,
        );
    }

    pub(crate) fn write(&self, from: EntityIx, to: EntityIx) {
        self.tell(|event| (event.from, event.to) = (Some(from), Some(to)), EventKind::Message);
    }

    /// Seen at a position, so many hours after the beginning, in a vehicle perhaps.
    pub(crate) fn seen(&self, who: EntityIx, hour: i64, at: (f64, f64), via: Option<EntityIx>) {
        self.tell(
            |event| {
                event.time = Some(moment(hour));
                (event.from, event.via) = (Some(who), via);
                event.place = PlaceMention { coordinates: Some(at), ..PlaceMention::default() };
            },
            EventKind::Position,
        );
    }

    pub(crate) fn draw(self) -> Drawn {
        self.draw_with(&Findings::default())
    }

    pub(crate) fn draw_with(self, findings: &Findings) -> Drawn {
        static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
        static PACKS: OnceLock<Packs> = OnceLock::new();
        let evidence = self.evidence.into_inner();
        let resolution = resolve::resolve(&evidence);
        let has_places = evidence.events().any(|event| event.coordinates.is_some());
        let (locations, routes) = if has_places {
            let gazetteer = GAZETTEER.get_or_init(Gazetteer::embedded);
            let packs = PACKS.get_or_init(|| Packs::embedded().expect("the packs compile"));
            let locations = resolve::locate(&evidence, gazetteer);
            let routes = routes::trace(&Tracing::all(&evidence, &resolution, &locations, gazetteer, packs));
            (locations, routes)
        } else {
            let none = Locations { of_event: vec![None; evidence.event_count()], ..Locations::default() };
            (none, Routes::default())
        };
        let network = network::draw(&evidence, &resolution, &locations, findings, &routes);
        Drawn { evidence, resolution, network, routes }
    }
}

pub(crate) fn moment(hour: i64) -> Moment {
    Moment { local_us: hour * 3_600_000_000, offset_min: Some(0), precision: Precision::Minute }
}

impl Drawn {
    /// The ids of a node's entities.
    pub(crate) fn name(&self, node: usize) -> String {
        let cluster = self.network.nodes.get(node).map(|node| node.cluster.0 as usize);
        let members = cluster.and_then(|at| self.resolution.clusters.get(at)).map(|cluster| &cluster.members);
        members.into_iter().flatten().map(|&entity| self.evidence.id(entity)).collect::<Vec<_>>().join("+")
    }

    /// All edges as `from -label-> to ×weight`.
    pub(crate) fn edges(&self) -> Vec<String> {
        let edges = self.network.edges.iter();
        let mut lines: Vec<String> = edges
            .map(|edge| {
                format!("{} -{}-> {} ×{}", self.name(edge.from), edge.label, self.name(edge.to), edge.weight)
            })
            .collect();
        lines.sort();
        lines
    }

    /// All roles as `node role confidence`.
    pub(crate) fn roles(&self) -> Vec<String> {
        let roles = self.network.roles.iter();
        roles.map(|role| format!("{} {} {}", self.name(role.node), role.role, role.confidence)).collect()
    }

    pub(crate) fn role(&self, name: &str, role: &str) -> Option<&Role> {
        self.network.roles.iter().find(|own| self.name(own.node) == name && own.role == role)
    }
}
