//! The people: who they are to their bank, and how they live.

use evidence::EntityIx;

use crate::book::BANKS;
use crate::calendar::date;
use crate::city::{City, HOMES_ABROAD};
use crate::dice::{Dice, rounded};

/// What someone does for a living, as declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Job {
    pub(crate) title: &'static str,
    /// Usual monthly wage in minor units; 0: none.
    monthly: i64,
    /// Hours by which the day is shifted.
    shift: i64,
    /// Share of such people among all.
    weight: u32,
}

const fn job(title: &'static str, monthly: i64, shift: i64, weight: u32) -> Job {
    Job { title, monthly, shift, weight }
}

const JOBS: [Job; 30] = [
    job("Office clerk", 360_000, 0, 10),
    job("Teacher", 480_000, 0, 7),
    job("Registered nurse", 520_000, 4, 6),
    job("Software developer", 720_000, 1, 6),
    job("Sales associate", 280_000, 1, 9),
    job("Electrician", 500_000, -1, 4),
    job("Carpenter", 430_000, -1, 4),
    job("Truck driver", 430_000, 0, 4),
    job("Warehouse worker", 310_000, 3, 7),
    job("Cook", 270_000, 4, 5),
    job("Server", 190_000, 5, 5),
    job("Bartender", 200_000, 8, 2),
    job("Security guard", 280_000, 9, 3),
    job("Cleaner", 240_000, 6, 5),
    job("Construction labourer", 350_000, -1, 5),
    job("Accountant", 560_000, 0, 4),
    job("Manager", 680_000, 0, 6),
    job("Civil servant", 560_000, 0, 5),
    job("Care aide", 290_000, 4, 4),
    job("Hairdresser", 220_000, 1, 2),
    job("Delivery courier", 230_000, 4, 3),
    job("Farm worker", 260_000, -2, 2),
    job("Factory worker", 340_000, 3, 5),
    job("Student", 0, 3, 10),
    job("Homemaker", 0, 0, 4),
    job("Unemployed", 0, 1, 5),
    job("Retired", 0, -1, 12),
    job("Self-employed", 0, 0, 6),
    job("Musician", 0, 5, 1),
    job("Physician", 1_200_000, 0, 1),
];

impl Job {
    /// Whether it comes with a wage.
    pub(crate) fn is_paid(self) -> bool {
        self.monthly > 0
    }
}

/// The job of that title.
pub(crate) fn job_named(title: &str) -> Job {
    JOBS.iter().find(|job| job.title == title).copied().unwrap_or(JOBS[0])
}

/// Who pays the wage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Employer {
    None,
    /// A firm of the ledger, by number.
    Firm(usize),
    /// One that banks elsewhere.
    Outside(u16),
    /// A pension or benefit.
    State,
}

/// How often the wage comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cycle {
    Weekly,
    /// Every other Thursday; the number tells which.
    Biweekly(i64),
    Monthly,
}

/// A person, as known to the bank and as they live.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not exclude each other")]
pub(crate) struct Person {
    pub(crate) entity: EntityIx,
    pub(crate) account: EntityIx,
    /// An account for savings, with some.
    pub(crate) second: Option<EntityIx>,
    pub(crate) first_name: u16,
    pub(crate) last_name: u16,
    pub(crate) city: City,
    /// Number of the house, within the city; 0: the bank has no address.
    pub(crate) house: u32,
    /// A collective dwelling instead of a house: a hotel, a shelter, a bunkhouse.
    pub(crate) dwelling: Option<&'static str>,
    /// Digits after +; 0: the bank has no phone.
    pub(crate) phone: u64,
    pub(crate) has_email: bool,
    pub(crate) job: Job,
    /// Whether the bank knows the job.
    pub(crate) declares_job: bool,
    pub(crate) bank: u8,
    /// Day of the ledger on which the account was opened; negative: before it began.
    pub(crate) opened: i64,
    pub(crate) employer: Employer,
    pub(crate) cycle: Cycle,
    pub(crate) monthly: i64,
    pub(crate) shift: i64,
    /// How much of ordinary life goes through the account, in per cent.
    pub(crate) life: u16,
    pub(crate) has_car: bool,
    /// Rent a month; 0: none.
    pub(crate) rent: i64,
    /// Share of small purchases paid in cash.
    pub(crate) cash: f64,
    /// Where money is sent home to.
    pub(crate) remits: Option<City>,
    /// Who receives it there, and the agent it is sent through.
    pub(crate) kin_abroad: Option<(EntityIx, EntityIx)>,
    /// What they use the bank's application with; not everyone does.
    pub(crate) device: Option<EntityIx>,
    /// Whether a scheme or a look-alike has them.
    pub(crate) is_taken: bool,
}

const FIRST_NAMES: [&str; 64] = [
    "James", "Mary", "Robert", "Linda", "David", "Sarah", "Michael", "Emma", "Daniel", "Sophie", "Lucas",
    "Chloé", "Étienne", "Camille", "Mathieu", "Élise", "José", "María", "Carlos", "Ana", "Luis", "Gabriela",
    "Diego", "Lucía", "Ahmed", "Fatima", "Omar", "Layla", "Hassan", "Amina", "Yusuf", "Zahra", "Wei", "Li",
    "Jun", "Mei", "Min-jun", "Soo-ah", "Hiroshi", "Yuki", "Raj", "Priya", "Arjun", "Anita", "Sanjay",
    "Kavita", "Bikash", "Sita", "Kwame", "Ama", "Chinedu", "Ngozi", "Oleg", "Irina", "Piotr", "Anna", "Jan",
    "Eva", "Tuan", "Linh", "Jasmine", "Angelo", "Grace", "Samuel",
];

const LAST_NAMES: [&str; 96] = [
    "Smith",
    "Brown",
    "Wilson",
    "Taylor",
    "Clark",
    "Walker",
    "Young",
    "King",
    "Scott",
    "Green",
    "Baker",
    "Hill",
    "Tremblay",
    "Gagnon",
    "Roy",
    "Côté",
    "Bouchard",
    "Gauthier",
    "Morin",
    "Lavoie",
    "Fortin",
    "Pelletier",
    "García",
    "Martínez",
    "López",
    "Hernández",
    "González",
    "Pérez",
    "Ramírez",
    "Flores",
    "Torres",
    "Rivera",
    "Khan",
    "Hussain",
    "Ali",
    "Hassan",
    "Ibrahim",
    "Osman",
    "Haddad",
    "Karimi",
    "Ahmadi",
    "Rahimi",
    "Wang",
    "Zhang",
    "Chen",
    "Liu",
    "Huang",
    "Zhou",
    "Kim",
    "Park",
    "Choi",
    "Jung",
    "Tanaka",
    "Sato",
    "Singh",
    "Patel",
    "Sharma",
    "Kumar",
    "Gill",
    "Thapa",
    "Gurung",
    "Shrestha",
    "Rai",
    "Mensah",
    "Owusu",
    "Okafor",
    "Adeyemi",
    "Eze",
    "Mwangi",
    "Otieno",
    "Kowalski",
    "Nowak",
    "Novak",
    "Horvat",
    "Petrov",
    "Ivanova",
    "Müller",
    "Schmidt",
    "Weber",
    "Dubois",
    "Lefebvre",
    "Moreau",
    "Nguyen",
    "Tran",
    "Pham",
    "Le",
    "Reyes",
    "Santos",
    "Cruz",
    "Bautista",
    "Campbell",
    "Murphy",
    "Kelly",
    "O'Brien",
    "MacDonald",
    "Fraser",
];

const STREETS: [&str; 24] = [
    "Maple Street",
    "Oak Avenue",
    "King Street",
    "Queen Street",
    "Victoria Road",
    "Station Road",
    "Church Street",
    "Park Avenue",
    "Elm Street",
    "Lakeshore Drive",
    "Hillcrest Road",
    "Birch Lane",
    "Cedar Court",
    "River Road",
    "Mill Street",
    "Garden Avenue",
    "Pine Crescent",
    "Union Street",
    "Market Street",
    "Bridge Road",
    "Spruce Way",
    "College Street",
    "Harbour Street",
    "Sunset Boulevard",
];

impl Person {
    /// A stand-in where nobody is found: never written.
    pub(crate) const NOBODY: Self = Self {
        entity: EntityIx(0),
        account: EntityIx(0),
        second: None,
        first_name: 0,
        last_name: 0,
        city: City(0),
        house: 0,
        dwelling: None,
        phone: 0,
        has_email: false,
        job: JOBS[0],
        declares_job: false,
        bank: 0,
        opened: 0,
        employer: Employer::None,
        cycle: Cycle::Monthly,
        monthly: 0,
        shift: 0,
        life: 0,
        has_car: false,
        rent: 0,
        cash: 0.0,
        remits: None,
        kin_abroad: None,
        device: None,
        is_taken: true,
    };

    /// The `number`-th inhabitant of a city, of a household that began with `kin`.
    pub(crate) fn new(number: usize, city: City, kin: Option<&Self>, firms: usize, dice: &mut Dice) -> Self {
        let weight: u32 = JOBS.iter().map(|job| job.weight).sum();
        let mut left = u32::try_from(dice.below(weight as usize)).unwrap_or(0);
        let job = JOBS.iter().find(|job| {
            let is_it = left < job.weight;
            left = left.saturating_sub(job.weight);
            is_it
        });
        let job = job.copied().unwrap_or(JOBS[0]);
        let monthly = if job.monthly > 0 { dice.sum(job.monthly, 0.25) } else { 0 };
        let employer = match job.title {
            "Retired" => Employer::State,
            "Unemployed" | "Homemaker" if dice.chance(0.5) => Employer::State,
            _ if monthly == 0 => Employer::None,
            _ if firms > 0 && dice.chance(0.55) => Employer::Firm(dice.below(firms)),
            _ => Employer::Outside(u16::try_from(dice.below(600)).unwrap_or(0)),
        };
        let monthly = if employer == Employer::State { dice.sum(170_000, 0.3) } else { monthly };
        let age = dice.between(30, 6_000);
        let home = dice.pick(&HOMES_ABROAD);
        Self {
            first_name: u16::try_from(dice.below(FIRST_NAMES.len())).unwrap_or(0),
            last_name: match kin {
                Some(kin) if dice.chance(0.8) => kin.last_name,
                _ => u16::try_from(dice.below(LAST_NAMES.len())).unwrap_or(0),
            },
            city,
            house: kin.map_or_else(|| u32::try_from(number % 900_000).unwrap_or(0) + 1, |kin| kin.house),
            phone: if dice.chance(0.95) { 14_160_000_000 + number as u64 * 7 + 1 } else { 0 },
            has_email: dice.chance(0.6),
            declares_job: dice.chance(0.88),
            bank: u8::try_from(dice.below(usize::from(BANKS))).unwrap_or(0),
            opened: -age,
            employer,
            cycle: match dice.below(10) {
                0 => Cycle::Weekly,
                1..=6 => Cycle::Biweekly(dice.between(0, 1)),
                _ => Cycle::Monthly,
            },
            monthly,
            shift: job.shift + dice.between(-1, 1),
            life: u16::try_from(dice.sum(100, 0.5).clamp(10, 400)).unwrap_or(100),
            has_car: dice.chance(0.55),
            rent: if kin.is_none() && dice.chance(0.45) { rounded(dice.sum(140_000, 0.3), 5_000) } else { 0 },
            cash: if dice.chance(0.15) { 0.7 } else { dice.share() * 0.3 },
            remits: dice.chance(0.10).then(|| City::named(home)),
            job,
            is_taken: false,
            ..Self::NOBODY
        }
    }

    /// First and last name.
    pub(crate) fn name(&self) -> String {
        let first = FIRST_NAMES.get(usize::from(self.first_name)).unwrap_or(&"");
        let last = LAST_NAMES.get(usize::from(self.last_name)).unwrap_or(&"");
        format!("{first} {last}")
    }

    /// The address the bank has; empty if none.
    pub(crate) fn address(&self) -> String {
        address(self.city, self.house, self.dwelling)
    }

    /// In E.164; empty if the bank has none.
    pub(crate) fn phone_text(&self) -> String {
        if self.phone == 0 { String::new() } else { format!("+{}", self.phone) }
    }

    /// An e-mail address of one's own; empty if the bank has none.
    pub(crate) fn email(&self) -> String {
        if !self.has_email {
            return String::new();
        }
        let plain =
            |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        format!("{}{}@mail.example", plain(&self.name()), self.entity.0)
    }

    /// The day the account was opened, ISO 8601.
    pub(crate) fn opened_text(&self) -> String {
        date(self.opened).to_string()
    }
}

/// An address as an institution writes it.
pub(crate) fn address(city: City, house: u32, dwelling: Option<&str>) -> String {
    if house == 0 {
        return String::new();
    }
    let street = STREETS.get(house as usize % STREETS.len()).unwrap_or(&"");
    let dwelling = dwelling.map(|name| format!("{name}, ")).unwrap_or_default();
    format!("{dwelling}{} {street}, {}, {}", house / 24 + 1, city.name(), city.country_name())
}

/// A name out of thin air, for people who have no account here.
pub(crate) fn any_name(dice: &mut Dice) -> String {
    format!("{} {}", dice.pick(&FIRST_NAMES), dice.pick(&LAST_NAMES))
}
