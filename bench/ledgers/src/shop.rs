//! What cards are used for: kinds of merchants with their category codes, invented names, usual sums and hours.

use crate::dice::{Dice, rounded};

/// When people go there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hours {
    /// From morning to evening.
    Day,
    /// Around meals.
    Meals,
    /// From the evening into the night.
    Night,
    /// At any time.
    Always,
}
use Hours::{Always, Day, Meals, Night};

macro_rules! shops {
    ($($(#[$doc:meta])* $name:ident: $codes:expr, $names:expr, $median:literal, $spread:literal, $hours:ident;)+) => {
        /// A kind of merchant.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Shop { #[default] $($(#[$doc])* $name),+ }

        impl Shop {
            /// Category codes, names, the median sum in minor units, its spread, hours.
            fn facts(self) -> (&'static [u16], &'static [&'static str], i64, f64, Hours) {
                match self { $(Self::$name => (&$codes, &$names, $median, $spread, $hours)),+ }
            }
        }
    };
}

shops! {
    Grocery: [5411], ["FRESHWAY", "GREEN BASKET", "MARCHE DU COIN", "VALUMART", "NORTH STAR FOODS", "AL NOOR GROCERS"], 5_400, 0.7, Day;
    Restaurant: [5812], ["THE COPPER POT", "CASA LUPITA", "GOLDEN LOTUS", "BISTRO 21", "MAMA TINA"], 3_800, 0.6, Meals;
    FastFood: [5814], ["BURGER BARN", "PIZZA RAPIDO", "DONUT STOP", "CHICKEN SHACK", "NOODLE BOX"], 1_250, 0.4, Meals;
    Delivery: [5812, 5814], ["DISHDASH DELIVERY", "FOODRUN APP", "REPAS EXPRESS"], 3_200, 0.4, Meals;
    Convenience: [5499], ["CORNER 24", "QUICKSTOP", "DEPANNEUR EXPRESS", "NIGHT OWL MART"], 1_100, 0.6, Always;
    Fuel: [5541, 5542], ["PETROLINE", "REDSTAR FUEL", "ROUTE 66 GAS", "FUELMAX"], 5_200, 0.4, Always;
    Transit: [4111], ["METRO TRANSIT", "CITY BUS PASS", "REGIO TRANSPORT"], 850, 0.6, Day;
    Taxi: [4121], ["CITY CAB", "RIDEWAY APP", "TAXI DIAMANT"], 1_900, 0.5, Always;
    CarHire: [7512, 3357, 3389], ["WHEELS RENT A CAR", "CENTURY CAR HIRE", "ALLROAD RENTALS"], 16_000, 0.6, Day;
    Toll: [4784], ["TOLLWAY", "PEAGE AUTOROUTE", "BRIDGE TOLL"], 900, 0.5, Always;
    Parking: [7523], ["CITYPARK", "PARKNOW", "GREEN P LOT"], 800, 0.6, Always;
    Pharmacy: [5912], ["CAREPLUS PHARMACY", "PHARMAVIE", "DRUGMART"], 2_300, 0.6, Day;
    Cosmetics: [5977], ["GLOW COSMETICS", "BEAUTE BAR"], 4_200, 0.5, Day;
    Clothing: [5651, 5691, 5621], ["URBAN THREAD", "MODE & CIE", "NORTHWEAR"], 6_500, 0.7, Day;
    Lingerie: [5631], ["SILK & LACE", "BOUTIQUE VELOURS"], 6_000, 0.5, Day;
    Department: [5311], ["MAPLE STORES", "GRAND BAZAR"], 5_800, 0.8, Day;
    Online: [5999, 5969], ["WEBMART", "CLICKSHIP", "MARKETHUB"], 4_300, 0.9, Always;
    Streaming: [5815, 4899], ["FLIXLAND", "TUNEWAVE", "GAMEPASS PLUS"], 1_500, 0.3, Always;
    Telecom: [4814], ["NORTEL MOBILE", "CLEARCOM", "TELEVIA"], 6_500, 0.4, Day;
    Utility: [4900], ["CITY HYDRO", "ENBRIGHT GAS", "WATERWORKS"], 9_500, 0.5, Day;
    Insurance: [6300], ["PROVIDENT INSURANCE", "LAKESIDE MUTUAL"], 13_000, 0.4, Day;
    Bar: [5813], ["THE RUSTY ANCHOR", "CLUB VOLT", "LE ZINC"], 3_200, 0.7, Night;
    Liquor: [5921], ["WINE RACK", "BEER & SPIRITS"], 3_600, 0.6, Day;
    Medical: [8011, 8099], ["WALK-IN CLINIC", "DENTAL CARE CENTRE", "OPTIVISION"], 8_500, 0.8, Day;
    Gym: [7997], ["FITHOUSE", "IRON CLUB"], 4_900, 0.3, Day;
    Beauty: [7230], ["HAIR STUDIO 9", "SALON BELLE"], 5_500, 0.5, Day;
    Spa: [7297, 7298], ["SERENITY SPA", "LOTUS MASSAGE"], 9_500, 0.4, Day;
    School: [8211, 8220], ["CITY COLLEGE", "TUITION OFFICE"], 60_000, 0.8, Day;
    Childcare: [8351], ["LITTLE STEPS DAYCARE"], 60_000, 0.4, Day;
    Charity: [8398, 8661], ["HOPE FUND", "CENTRAL MOSQUE", "ST MARY PARISH"], 3_000, 0.8, Day;
    Hardware: [5251, 5200], ["BUILDRIGHT", "HANDYMART"], 5_200, 0.9, Day;
    Sports: [5941], ["SPORTHAUS", "OUTFITTERS"], 7_500, 0.7, Day;
    Marine: [5551, 4457], ["HARBOUR MARINE SUPPLY", "INFLATABLES DIRECT", "OUTBOARD WORLD", "NAUTIC SHOP"], 90_000, 0.6, Day;
    Lodging: [7011, 3501, 3504, 3530, 3665], ["STAY INN", "ROADSIDE MOTEL", "HARBOUR HOTEL", "COMFORT LODGE", "GRAND PLAZA HOTEL"], 13_500, 0.4, Day;
    Booking: [4722, 7011], ["ROOMFINDER.COM", "STAYSHARE"], 15_000, 0.5, Always;
    Air: [4511, 3009, 3026, 3000], ["SKYNORTH AIR", "ATLANTIC AIRWAYS", "JETLINE"], 38_000, 0.7, Always;
    Rail: [4112], ["NATIONAL RAIL"], 6_500, 0.5, Day;
    Coach: [4131], ["GREYLINE COACH", "INTERBUS"], 4_500, 0.4, Always;
    TravelAgency: [4722], ["SUNRISE TRAVEL", "HORIZON TOURS"], 70_000, 0.6, Day;
    Casino: [7995, 7801], ["LUCKYSPIN ONLINE", "ROYAL PALACE CASINO"], 8_000, 0.9, Night;
    GiftCard: [5947], ["GIFTCARD KIOSK", "ECARDS ONLINE"], 5_000, 0.5, Day;
    Prepaid: [6540], ["PREPAID RELOAD"], 10_000, 0.6, Always;
    Crypto: [6051], ["COINGATE EXCHANGE", "BITRAMP"], 15_000, 1.0, Always;
    JailCalls: [4814], ["INMATE CALL CONNECT", "COLLECT CALL SERVICES"], 2_500, 0.4, Day;
    Adverts: [7311, 5817, 5818], ["OPENBOARD CLASSIFIEDS", "CITY CLASSIFIED ADS", "LISTUP.NET"], 1_200, 0.3, Always;
    AdultAdverts: [7273, 5817], ["ESCORT LISTINGS", "ADULT CLASSIFIEDS ONLINE", "MASSAGE ADS.COM"], 1_200, 0.3, Always;
    Dating: [7273], ["HEARTMATCH DATING", "TWOGETHER"], 2_900, 0.2, Always;
    Hosting: [4816], ["HOSTPOINT WEB", "DOMAINLAND"], 2_000, 0.6, Always;
    Jewellery: [5944], ["AURUM JEWELLERS", "DIAMOND HOUSE"], 120_000, 0.9, Day;
    Fashion: [5621, 5699], ["MAISON LUXE", "VIA MONTENA"], 55_000, 0.7, Day;
    Bulk: [5300, 5411], ["WHOLESALE FOODS CLUB"], 45_000, 0.5, Day;
    Tax: [9311], ["CITY PROPERTY TAX", "MUNICIPAL TAX OFFICE"], 90_000, 0.5, Day;
    Visa: [9399], ["VISA APPLICATION CENTRE", "IMMIGRATION FEES"], 18_000, 0.5, Day;
    Advance: [6010, 6011], ["CASH ADVANCE"], 30_000, 0.5, Always;
}

/// One purchase: the merchant's category, its printed name and number, and the sum.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Purchase {
    pub(crate) mcc: u16,
    pub(crate) name: &'static str,
    pub(crate) number: u16,
    pub(crate) cents: i64,
}

impl Shop {
    /// A purchase there, by someone who goes to the `branch`-th shop of the town.
    pub(crate) fn purchase(self, dice: &mut Dice, branch: usize) -> Purchase {
        let (codes, names, median, spread, _) = self.facts();
        let at = branch.wrapping_add(dice.below(3));
        // A shop keeps its category.
        let mcc = codes.get(at % codes.len().max(1)).copied().unwrap_or(0);
        let name = names.get(at % names.len().max(1)).copied().unwrap_or("");
        let number = u16::try_from(at % 97).unwrap_or(0) * 13 + 101;
        Purchase { mcc, name, number, cents: dice.sum(median, spread) }
    }

    /// The same for a sum of one's choosing.
    pub(crate) fn purchase_of(self, cents: i64, dice: &mut Dice) -> Purchase {
        let branch = dice.below(500);
        Purchase { cents, ..self.purchase(dice, branch) }
    }

    /// The same, of a round sum.
    pub(crate) fn round_purchase(self, unit: i64, dice: &mut Dice) -> Purchase {
        let branch = dice.below(500);
        let purchase = self.purchase(dice, branch);
        Purchase { cents: rounded(purchase.cents, unit), ..purchase }
    }

    /// A minute of a day at which someone whose day is `shift` hours later than others' would go there.
    pub(crate) fn minute(self, dice: &mut Dice, shift: i64) -> i64 {
        let hour = match self.facts().4 {
            Day => (9 + shift / 3 + dice.between(0, 11)).min(21),
            Meals => dice.pick(&[7_i64, 8, 11, 12, 12, 13, 17, 18, 18, 19, 19, 20, 21, 22]) + shift,
            Night => dice.pick(&[17_i64, 19, 20, 21, 21, 22, 22, 23, 24, 25]) + shift / 3,
            Always => dice.pick(&[6_i64, 7, 8, 9, 12, 15, 16, 16, 17, 17, 18, 19, 20, 21, 22, 23]) + shift,
        };
        hour * 60 + dice.between(0, 59)
    }
}
