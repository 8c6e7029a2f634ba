//! What is true of a ledger: who is in which scheme, who only looks like it.

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            /// All of them, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its name in files and tables.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
    };
}

kinds! {
    /// What a planted scheme does.
    SchemeKind {
        /// Sexual exploitation in hotels of several cities.
        SexualShortStay = "sexual-short-stay",
        /// Sexual exploitation in rented homes.
        SexualResidence = "sexual-residence",
        /// Sexual exploitation behind a shop front.
        SexualStorefront = "sexual-storefront",
        /// Sexual exploitation of people brought from abroad.
        SexualForeignNationals = "sexual-foreign-nationals",
        /// Wages of many in one account.
        LabourPooledWages = "labour-pooled-wages",
        /// Wages cashed at once and given back.
        LabourCashedWages = "labour-cashed-wages",
        /// Wages with large deductions; one address, one phone.
        LabourDeductions = "labour-deductions",
        /// Wages without any cost of living; the employer keeps the workers.
        LabourKept = "labour-kept",
        /// Cash from many cities into an account near a border, withdrawn at once.
        SmugglingFunnel = "smuggling-funnel",
        /// Value transfer that pools and settles.
        SmugglingHawala = "smuggling-hawala",
        /// A guarantor who releases fees in instalments.
        SmugglingGuarantor = "smuggling-guarantor",
        /// Each leg of a journey paid where it begins.
        SmugglingLegs = "smuggling-legs",
        /// Families who pay a ransom within days.
        RansomBurst = "ransom-burst",
        /// A receiver of ransoms that stay just under a limit.
        RansomBunched = "ransom-bunched",
        /// A buyer of boats, engines and life jackets.
        SmugglingBoats = "smuggling-boats",
        /// Vehicles that shuttle between a border and a city.
        SmugglingVehicles = "smuggling-vehicles",
        /// Families who pay virtual currency to free someone from a compound.
        ForcedCriminality = "forced-criminality",
        /// Mules: scatter, gather and round again.
        MuleNetwork = "mule-network",
    }
}

kinds! {
    /// How much of a scheme shows.
    Strength {
        /// Nearly every sign, often, with little ordinary life around it.
        Strong = "strong",
        /// Most signs.
        Typical = "typical",
        /// A few signs, seldom, in the midst of an ordinary life.
        Faint = "faint",
    }
}

kinds! {
    /// What someone in a scheme does.
    Role {
        /// Controls the victims or runs the business.
        Controller = "controller",
        /// Gathers the money.
        Collector = "collector",
        /// Lends an account, perhaps unknowing.
        Nominee = "nominee",
        /// May be a victim.
        PossibleVictim = "possible-victim",
        /// Pays because someone is threatened.
        PayerUnderDuress = "payer-under-duress",
        /// Pays a smuggler's fee without being threatened.
        Payer = "payer",
        /// A business that employs or houses the victims.
        Front = "front",
    }
}

impl Role {
    /// Someone to protect.
    pub fn is_protected(self) -> bool {
        matches!(self, Self::PossibleVictim | Self::PayerUnderDuress)
    }
}

kinds! {
    /// What only looks like a scheme.
    LookalikeKind {
        /// Works at night.
        NightWorker = "night-worker",
        /// Lives on tips.
        HospitalityWorker = "hospitality-worker",
        /// Plays in many towns.
        TouringMusician = "touring-musician",
        /// Sells in many towns.
        SalesRep = "sales-rep",
        /// Drives between many towns.
        Trucker = "trucker",
        /// Competes in many towns.
        Athlete = "athlete",
        /// Lives in a shelter, or in a hotel as evacuee or asylum seeker.
        HotelHoused = "hotel-housed",
        /// Students who share a home.
        SharingStudents = "sharing-students",
        /// Farm workers housed together, lawfully.
        FarmWorkers = "farm-workers",
        /// A savings circle (tontine, susu).
        SavingsCircle = "savings-circle",
        /// A collection for a funeral or after a disaster.
        DiasporaCollection = "diaspora-collection",
        /// A congregation's collection.
        Congregation = "congregation",
        /// Has a child in prison.
        PrisonersParent = "prisoners-parent",
        /// Does sex work alone and freely.
        IndependentSexWorker = "independent-sex-worker",
        /// Lives on subscribers.
        ContentCreator = "content-creator",
        /// Delivers meals.
        GigCourier = "gig-courier",
        /// Books for a group.
        GroupOrganiser = "group-organiser",
        /// Pays for someone they care for.
        Carer = "carer",
        /// First wages, no trust in banks yet.
        FirstPayCash = "first-pay-cash",
        /// Sends money home.
        Remitter = "remitter",
        /// Banks a shop's takings.
        ShopTakings = "shop-takings",
        /// Lets homes.
        Landlord = "landlord",
        /// Moves the wage away on payday.
        PaydaySaver = "payday-saver",
        /// Commutes over a border.
        BorderCommuter = "border-commuter",
        /// Owns a boat.
        BoatOwner = "boat-owner",
        /// Saves in virtual currency.
        CryptoSaver = "crypto-saver",
    }
}

/// A person, organisation or outsider of a scheme, by the ids given to the sink.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub id: String,
    /// Their accounts.
    pub accounts: Vec<String>,
    /// What they do in it.
    pub role: Role,
}

/// A planted scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheme {
    /// What it does.
    pub kind: SchemeKind,
    /// How much of it shows.
    pub strength: Strength,
    /// Its members; those whom it only touches (customers, landlords) are not among them.
    pub members: Vec<Member>,
}

/// A harmless look-alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lookalike {
    /// What it is.
    pub kind: LookalikeKind,
    /// Ids of the people.
    pub persons: Vec<String>,
}

/// What is true of a ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Truth {
    /// The seed it was made from.
    pub seed: u64,
    /// Days it covers.
    pub days: u32,
    /// People with an account.
    pub people: usize,
    /// Those of them who are in no scheme and no look-alike.
    pub ordinary_people: usize,
    /// Businesses with an account.
    pub firms: usize,
    /// Accounts of people and businesses.
    pub accounts: usize,
    /// Lines written.
    pub events: u64,
    /// Planted schemes.
    pub schemes: Vec<Scheme>,
    /// Harmless look-alikes.
    pub lookalikes: Vec<Lookalike>,
}
