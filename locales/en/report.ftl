# Every word of the report, English. French stands in `fr` with the same keys and values; a test compares them.
# Keys by part: the page first, then words for codes.

## The page

page-title = Picture of the evidence
page-as-of = As of { $day }
page-skip = Skip to the summary
page-parts = Parts of this page
page-close = Close
page-footer = Made by Palermo from the sources listed above. This page contains everything it shows and loads nothing. It carries personal data: keep and pass it on only under the legal basis and handling code of its sources.

note-hypothesis = Everything found here is a hypothesis drawn from records, to be checked by a person. No score is proof of guilt.
note-victims = Someone who may be a victim is a person to protect, not a suspect. Their signs are shown to help them.
note-law = This is not legal advice. Nothing here decides about anyone's rights.

left-out = { $count ->
    [one] One more is not shown here; the exported files have it.
   *[other] { $count } more are not shown here; the exported files have them.
}
and-more = and { $count } more
period = { $from } to { $to }

## Summary

summary-title = Summary
summary-read = { $records } from { $sources } were read, speaking of { $entities } and { $events }.
summary-joined = { $count ->
    [0] No entries were judged to be the same person or thing.
    [one] One person or thing appears under several entries and was joined.
   *[other] { $count } persons or things appear under several entries and were joined.
}
summary-alerts = { $count ->
    [0] No alert was raised.
    [one] One alert deserves a look.
   *[other] { $count } alerts deserve a look.
}
summary-protective = { $count ->
    [one] One person may need protection.
   *[other] { $count } persons may need protection.
}
summary-rejected = { $count ->
    [one] One record could not be read and is listed with its reason.
   *[other] { $count } records could not be read and are listed with their reasons.
}
summary-first = Look at these first

count-sources = { $count ->
    [one] one source
   *[other] { $count } sources
}
count-records = { $count ->
    [one] { $count } record
   *[other] { $count } records
}
count-entities = { $count ->
    [one] { $count } person or thing
   *[other] { $count } persons and things
}
count-events = { $count ->
    [one] { $count } event
   *[other] { $count } events
}
count-times = { $count ->
    [one] once
   *[other] { $count } times
}
count-neighbours = { $count ->
    [one] one neighbour
   *[other] { $count } neighbours
}

tile-alerts = { $count ->
    [one] alert
   *[other] alerts
}
tile-hits = { $count ->
    [one] time a rule fired
   *[other] times a rule fired
}
tile-nodes = { $count ->
    [one] node in the network
   *[other] nodes in the network
}
tile-communities = { $count ->
    [one] community
   *[other] communities
}
tile-trips = { $count ->
    [one] trip
   *[other] trips
}
tile-records = { $count ->
    [one] record read
   *[other] records read
}
tile-rejected = { $count ->
    [one] record refused
   *[other] records refused
}

## Alerts

alerts-title = Alerts
alerts-intro = An alert needs several rules from several independent families of evidence. Each sentence below leads to the records that made its rule fire, and to the published red flag behind it.
alerts-none = No subject met enough independent families of evidence for an alert.
alert-number = Alert { $number }
alert-protective-number = Protection first · alert { $number }
alert-protective = may need protection
alert-behind-note = The account itself collects or passes on money for others: whoever is behind it may be reported, while the holder stays protected.
alert-protective-note = The signs fit someone who may be exploited or paying under duress. See to their safety first. They are not the subject of a report by default.
alert-may-be = May be:
alert-hypothesis = A hypothesis, suggested by the rules in brackets.
alert-families = { $count ->
    [one] One family of evidence:
   *[other] { $count } families of evidence:
}
single-title = { $count ->
    [one] One rule fired outside any alert
   *[other] { $count } rules fired outside any alert
}
single-intro = One sign alone has many innocent explanations. These are shown so that nothing is hidden.
rows-label = Records behind this finding
rows-more = { $count ->
    [one] Show one more
   *[other] Show { $count } more
}
rows-other = Other records:
rule-how = How this rule decides
rule-numbers = Numbers of this rule
origin-source = from the source
origin-ours = ours

## Network

network-title = Network
network-intro = { $all ->
    [0] The network is empty.
   *[other] { $nodes } of { $all } nodes are drawn, with { $ties } ties between them. Size is how much of the network hangs together through a node; colour is its community.
}
network-none = No ties were found between the persons and things in these sources.
network-drawing = Drawing of the network; the lists below say the same in words
network-hint = Choose a node or a line to see what it rests on.
legend = Legend
nodes-title = { $count ->
    [one] One other node of the drawing
   *[other] The { $count } other nodes of the drawing
}
ties-title = { $count ->
    [one] The tie of the drawing as a table
   *[other] The { $count } ties of the drawing as a table
}
ties-label = Ties of the network
community = community { $number }
betweenness = betweenness { $value }
see-alert = alert { $number }
roles-title = What they may be doing
roles-intro = Hypotheses from what each does in the network, with what speaks for and against. More kinds of evidence make a hypothesis stronger, never certain.
role-may = May act as
grounds-for = For
grounds-against = Against, or missing

## Routes

routes-title = Routes
routes-intro = Where records put people, vehicles and vessels. The map counts every leg between two places of every trip: the wider, the more often. Outlines are coarse and say nothing about anyone's territory. To travel is no offence, and those who were moved are not suspects for it.
routes-none = No one was placed at two different places.
corridors-label = Map of { $count ->
    [one] one leg
   *[other] { $count } legs
} between places; the routes and trips below say the same
corridors-said = Each line is a leg of at least one trip; wider lines were travelled more often.
corridor-place = { $place }: { $legs ->
    [one] one leg
   *[other] { $legs } legs
} begin or end here
routes-recurring-title = Recurring routes
routes-recurring-intro = Sequences of places across a border that were travelled in at least { $runs } separate runs. Those who moved together count as one run. Where a run was not seen at a stop, the records may have missed it: the page says whose records saw others there.
routes-recurring-none = No route across a border was travelled in at least { $runs } separate runs. Those who moved together count as one run.
route-runs = { $count ->
    [one] one run
   *[other] { $count } runs
}
route-subjects = { $count ->
    [one] one person or vehicle
   *[other] { $count } persons or vehicles
}
route-map-label = Map of the route { $places }; the list beside it says the same
route-months = Runs by month of departure: { $months }.
route-months-said = Over more than two years.
route-months-short = Of less than two years no season can be told.
route-prices = What was said or paid for it
waypoint-seen = { $runs ->
    [one] seen here in one of { $all } runs
   *[other] seen here in { $runs } of { $all } runs
}
waypoint-ask = About the others, ask those whose records saw someone here: { $sources }
leg-runs = { $count ->
    [0] never seen from end to end
    [one] seen from end to end once
   *[other] seen from end to end { $count } times
}
leg-gaps = { $count ->
    [one] once, nothing says how
   *[other] { $count } times, nothing says how
}
leg-carriers = By:
leg-between = Also seen between:
duration-minutes = { $median } min
duration-minutes-range = { $median } min ({ $least } to { $most })
duration-hours = { $median } h
duration-hours-range = { $median } h ({ $least } to { $most })
duration-days = { $median } days
duration-days-range = { $median } days ({ $least } to { $most })
runs-title = { $count ->
    [one] The run
   *[other] The { $count } runs
}
runs-label = Runs
col-started = Set out
col-ended = Arrived
col-seen-at = Seen at
col-where = Where
col-way = Way
col-said = Said in
col-published = Beside published prices
groups-title = Who moved together
groups-intro = Each was with at least half of the others, at two places far apart or side by side on the way. Who drives and who is driven, this does not say.
prices-title = Prices
prices-intro = Sums that a message names with two places, and tickets, beside published prices of ways between the same countries. A price is a line of enquiry, not proof of a journey.
price-assumed = taken as US dollars
price-none = none published for this way, currency and time
price-below = below { $low } to { $high } { $currency } ({ $source })
price-within = within { $low } to { $high } { $currency } ({ $source })
price-above = above { $low } to { $high } { $currency } ({ $source })
said-ticket = ticket
said-message = message
said-advert = advertisement
trips-title = Trips
trips-intro = The places of one person or thing in the order of time, without a long stay in between. Dashed lines are gaps: nothing says how the way was covered.
trip-distance = about { $km } km
linked-with = Tied to:
trip-together = Moved together with:
leg-distance = { $km } km
leg-speed = { $kmh } km/h
leg-gap = gap
leg-impossible = too fast for one traveller
leg-title = From stop { $from } to stop { $to }, { $km } km
map-label = Map of the trip of { $subject } with { $stops } stops; the list beside it says the same
map-scale = { $km } km

## Jurisdictions

jurisdictions-title = Jurisdictions
jurisdictions-intro = What a route or a community did in each country, whose records say so, and who there may be a victim: what a request for cooperation needs. Read from places, accounts, vehicles and firms, never from anyone's nationality.
jurisdictions-none = No route and no community touches more than one country.
jurisdictions-drawing = From when to when something happened in each country; the table below says the same
reach-route = Route { $places }
reach-community = Community { $number } of the network
col-country = Country
col-deeds = What happened
col-held-by = Evidence held in
col-victims = May be victims
col-assets = Assets
deed-entered = { $count ->
    [one] entered once
   *[other] entered { $count } times
}
deed-left = { $count ->
    [one] left once
   *[other] left { $count } times
}
deed-seen = { $count ->
    [one] seen once
   *[other] seen { $count } times
}
deed-lodged = { $count ->
    [one] lodged once
   *[other] lodged { $count } times
}
deed-phoned = { $count ->
    [one] one call from there
   *[other] { $count } calls from there
}
deed-money-sent = { $count ->
    [one] one payment sent
   *[other] { $count } payments sent
}
deed-money-received = { $count ->
    [one] one payment received
   *[other] { $count } payments received
}
deed-cash = { $count ->
    [one] cash taken out once
   *[other] cash taken out { $count } times
}
deed-card = { $count ->
    [one] card used once
   *[other] card used { $count } times
}
deed-indicator = { $count ->
    [one] one indicator fired
   *[other] { $count } indicators fired
}

## Timeline

timeline-title = Timeline
timeline-intro = { $days ->
    [one] Events for each day, one row for each kind; the bars below are the episodes of alerts.
    [7] Events for each week, one row for each kind; the bars below are the episodes of alerts.
   *[other] Events for each { $days } days, one row for each kind; the bars below are the episodes of alerts.
}
timeline-none = No event has a date.
timeline-drawing = Events over time; the table below says the same by month
timeline-most = most: { $count }
timeline-undated = { $count ->
    [one] One event has no day and is not drawn.
   *[other] { $count } events have no day and are not drawn.
}
timeline-table = Events by month as a table
time-unknown = time unknown

## Who is who

people-title = Who is who
people-intro = Entries of different records that were judged to be the same, with what they share. Those found in most sources stand first: no single source shows them whole.
people-none = No two entries were judged to be the same.
people-apart = Not the same as
people-decision = { $author } ({ $time }): { $verdict }. { $outcome }

decisions-title = Decided by people
decisions-intro = What people decided of two entries goes before what the records suggest, until they take it back.
decisions-cut = What would have joined them:
verdict-same = the same
verdict-different = not the same
verdict-unsure = unsure
outcome-same = They are shown as one.
outcome-different = They are kept apart.
outcome-unsure = The records decide.
outcome-overruled = Not followed: { $author } decided otherwise later ({ $time }).
outcome-contradicted = Not followed: with other decisions it would make one of two whom { $author } decided not to be the same ({ $time }).
outcome-unlike = Not followed: things of different kinds are never one.
against-birth = other birth date
against-name = other name
against-country = other country
against-institution = other bank
against-common = many share it
against-several = fits several

## Sources

sources-title = Sources
sources-intro = What was read, under what authority, and what had to be assumed when reading.
basis-delivered = Delivered by
basis-legal = Legal basis
basis-purpose = Purpose
basis-handling = Handling
basis-retain = Keep until
peculiar-title = What is strange in the records
peculiar-intro = Counted and explained, with the first records of each. Nothing was refused because of it.
peculiar-repeated = Repeated
peculiar-said-repeated = { $count ->
    [one] One event says what an earlier record of its source says, in everything that is read of it. It is kept and counts again: two equal payments may both be real.
   *[other] { $count } events say what an earlier record of their source says, in everything that is read of it. They are kept and count again: two equal payments may both be real.
}
peculiar-out-of-order = Out of order
peculiar-said-out-of-order = { $count ->
    [one] One event stands out of the order of time that its source otherwise keeps. Events are put in order before any rule looks, so its place makes no difference.
   *[other] { $count } events stand out of the order of time that their source otherwise keeps. Events are put in order before any rule looks, so their place makes no difference.
}
peculiar-to-itself = To oneself
peculiar-said-to-itself = { $count ->
    [one] One event goes from a holder to itself: between own accounts, or a note to oneself. It is kept, but no rule counts it as a flow.
   *[other] { $count } events go from a holder to itself: between own accounts, or notes to oneself. They are kept, but no rule counts them as a flow.
}
peculiar-sign-left-out = Minus sign left out
peculiar-said-sign-left-out = { $count ->
    [one] One amount is negative although its record says the direction otherwise. The direction stands as the record says it, and the amount counts as positive.
   *[other] { $count } amounts are negative although their records say the direction otherwise. The direction stands as the records say it, and the amounts count as positive.
}
peculiar-turned-round = Payment turned round
peculiar-said-turned-round = { $count ->
    [one] One amount is negative where its record says which way the money went. It was taken as a payment back, the other way.
   *[other] { $count } amounts are negative where their records say which way the money went. They were taken as payments back, the other way.
}
peculiar-amount-left-out = Negative amount not counted
peculiar-said-amount-left-out = { $count ->
    [one] One payment has a negative amount that may mean a payment back or not. The amount is kept with the payment, but added to no sum.
   *[other] { $count } payments have negative amounts that may mean payments back or not. The amounts are kept with the payments, but added to no sum.
}
peculiar-rounded = Amount rounded
peculiar-said-rounded = { $count ->
    [one] One amount is finer than the smallest unit of its currency, or than two decimals where that is not known. It was rounded; its record has the figures as written.
   *[other] { $count } amounts are finer than the smallest unit of their currency, or than two decimals where that is not known. They were rounded; their records have the figures as written.
}
peculiar-zero-amount = Amount of zero
peculiar-said-zero-amount = { $count ->
    [one] One payment is of nothing. It counts as a payment and adds nothing to any sum.
   *[other] { $count } payments are of nothing. They count as payments and add nothing to any sum.
}
peculiar-absurd-amount = Amount beyond belief
peculiar-said-absurd-amount = { $count ->
    [one] One amount is of a trillion or more: rarely true, more often a decimal sign misread. It counts as written; look at its record before you trust what rests on it.
   *[other] { $count } amounts are of a trillion or more: rarely true, more often a decimal sign misread. They count as written; look at their records before you trust what rests on them.
}
peculiar-no-currency = No currency
peculiar-said-no-currency = { $count ->
    [one] One amount has no currency, or none that is written as a code of three letters. It is added up only with others that have none.
   *[other] { $count } amounts have no currency, or none that is written as a code of three letters. They are added up only with each other.
}
peculiar-unlisted-currency = Unknown currency
peculiar-said-unlisted-currency = { $count ->
    [one] One amount is in a currency that ISO 4217 does not have. It stands as written, is taken to have two decimals, and is added up only with others of that code.
   *[other] { $count } amounts are in currencies that ISO 4217 does not have. They stand as written, are taken to have two decimals, and are added up only with others of the same code.
}
peculiar-no-zone = Time without zone
peculiar-said-no-zone = { $count ->
    [one] One time of day has no time zone. It is taken as the local time, as it stands; for the order of events it is taken as UTC, which may be hours off against other sources.
   *[other] { $count } times of day have no time zone. They are taken as local times, as they stand; for the order of events they are taken as UTC, which may be hours off against other sources.
}
peculiar-no-day = Day not known
peculiar-said-no-day = { $count ->
    [one] One event has no day. It is kept, but no rule that looks at a length of time counts it.
   *[other] { $count } events have no day. They are kept, but no rule that looks at a length of time counts them.
}
peculiar-before-1970 = Dated 1970 or before
peculiar-said-before-1970 = { $count ->
    [one] One event is dated 1 January 1970 or before; many systems write that day where they have none. The date stands as written.
   *[other] { $count } events are dated 1 January 1970 or before; many systems write that day where they have none. The dates stand as written.
}
peculiar-far-date = Date far from the others
peculiar-said-far-date = { $count ->
    [one] One event is dated more than a year, and more than the others span, away from the others of its source: perhaps a year mistyped. The date stands as written, and the source counts as reaching so far.
   *[other] { $count } events are dated more than a year, and more than the others span, away from the others of their source: perhaps years mistyped. The dates stand as written, and the source counts as reaching so far.
}
rejected-title = Records that could not be read
rejected-intro = The first ones of each source; all of them, with place and reason, are in the file of rejections.
rejected-elsewhere = They are in the file of rejections, each with its place and reason.

## What is open

open-title = Open questions
open-intro = What could not be decided from these sources, and what would decide it. Unknown is not the same as no.
unknown-title = Rules that could not be decided
unknown-none = Every rule could be decided on these sources.
undecided-title = Perhaps the same, perhaps not
undecided-intro = These share a value, but it is too common or other values contradict. A person should look.
ambiguous-title = Places that could be several
ambiguous-intro = These names fit more than one place and were not put on a map.

## Records

records-title = Records
records-intro = { $count ->
    [0] No record is cited on this page.
    [one] The one record cited on this page, as it stands in its source.
   *[other] The { $count } records cited on this page, as they stand in their sources.
}
record-view = Record
record-elsewhere = The text is not at hand here. The locator says where it stands in the source.

## Heads of columns

col-when = When
col-what = What
col-from = From
col-to = To
col-amount = Amount
col-place = Place
col-text = Text
col-record = Record
col-records = Records
col-tie = Tie
col-weight = Weight
col-period = Period
col-month = Month
col-who = Who
col-entries = Entries
col-sources = Sources
col-because = Because of
col-probability = Probability
col-number = No.
col-file = File
col-format = Format
col-rejected = Refused
col-assumed = Assumed
col-basis = Authority
col-reason = Reason
col-rule = Rule
col-meaning = What it means, and what was done
col-missing = What is missing
col-subjects = Subjects
col-one = One
col-other = Other
col-share = What they share
col-verdict = Decision
col-author = Who decided
col-outcome = What came of it
col-written = As written
col-candidates = Could be
col-name = Name
col-value = Value
col-origin = Origin

## Words for codes

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec

unit-row = row { $number }
unit-line = line { $number }

kind-person = person
kind-organization = organisation
kind-party = person or organisation
kind-account = account
kind-contact = phone or user account
kind-vehicle = vehicle
kind-document = document
kind-place = place
kind-other = other

event-payment = payment
event-message = message
event-call = call
event-position = position
event-journey = journey
event-stay = stay
event-sighting = sighting
event-crossing = crossing
event-interview = interview
event-tally = count
event-authorisation = card hold
event-login = login
event-exchange = exchange of notes
event-advert = advertisement
event-application = application
event-observation = observation

channel-unknown = channel unknown
channel-cash = cash
channel-card = card
channel-transfer = transfer
channel-wire = wire
channel-e-transfer = e-transfer
channel-remittance = remittance
channel-cheque = cheque
channel-draft = bank draft
channel-direct-debit = direct debit
channel-payroll = wages
channel-crypto = virtual currency
channel-refund = refund
channel-fee = fee
channel-interest = interest

layer-money = money
layer-contact = contact
layer-link = kinship or ownership
layer-shared-identifier = shared identifier
layer-movement = movement
layer-document = documents
layer-list = lists

join-payment = payment
join-cash = cash
join-message = messages
join-call = calls
join-holder = holder
join-owner = owner
join-agent = agent
join-conductor = conductor
join-travelled-in = travelled in
join-together = together
join-stayed-with = stayed with
join-paper = paper
join-document = document
join-listed = listed together
join-membership = member
join-iban = IBAN
join-wallet = wallet
join-lei = LEI
join-imo = IMO number
join-mmsi = MMSI
join-passport = passport
join-idNumber = identity number
join-taxNumber = tax number
join-registrationNumber = registration number
join-username = user name
join-accountNumber = account number
join-name-birthDate = name and birth date
join-account-name = name and the same account
join-iban-accountNumber = account number inside the IBAN
join-email = e-mail
join-phone = phone
join-address = address
join-model = everything together
join-decision = decided by

family-ADS = advertising
family-BEHAV = behaviour
family-BIZ = business
family-CASH = cash
family-CONTROL = control over others
family-DOCS = documents
family-FLOW = flow of money
family-KYC = customer data
family-LIVING = living costs
family-LUX = luxury
family-MOVE = travel
family-NET = network
family-PAYROLL = wages
family-SMUG = smuggling payments
family-TEXT = messages
family-VALUE = amounts
family-VENUE = venues

role-collector = collector of payments
role-controller = controller
role-corrupt-official = corrupt official
role-financier = hawaladar or financier
role-forger = forger
role-guide = guide
role-landlord = landlord or safe house
role-organiser = organiser
role-recruiter = recruiter
role-nominee = nominee
role-transporter = transporter
role-possible-victim = possible victim
role-payer-under-duress = payer under duress
role-migrant-or-possible-victim = migrant or possible victim

confidence-weak = weak
confidence-moderate = moderate
confidence-strong = strong

status-read = the document itself was read
status-secondary = from a page that quotes the document
status-recalled = not yet verified

ground-acts-as = What they do may also fit a role: { $role }.
ground-hit-suggests = The rule { $rule } suggests “{ $role }”.
ground-alert-suggests = An alert suggests “{ $role }”, by { $rules }.
ground-bridges-communities = Ties { $communities } communities together (betweenness { $betweenness }).
ground-carries-others-across-border = { $carried ->
    [one] Carried one other across a border.
   *[other] Carried { $carried } others across a border.
}
ground-crosses-border-in-company = { $company ->
    [one] Crossed borders ({ $countries }) with one other.
   *[other] Crossed borders ({ $countries }) with { $company } others.
}
ground-holder-unknown = Whose account or number this is, is not known.
ground-is-organisation = Is an organisation: its ordinary business may explain it.
ground-may-be-victim = May be a migrant or victim, made to do it.
ground-no-support-in-layer = Nothing in this kind of evidence supports it: { $layer }.
ground-passes-most-on = Passed most of it on: { $passed }.
ground-pays-collector = { $collectors ->
    [one] Only pays, to one that collects from many.
   *[other] Only pays, to { $collectors } that collect from many.
}
ground-receives-from-many = { $senders ->
    [one] Received { $received } from one sender.
   *[other] Received { $received } from { $senders } senders.
}
ground-travels-in-company = { $company ->
    [one] Travelled ({ $countries }) with one other.
   *[other] Travelled ({ $countries }) with { $company } others.
}
ground-was-carried = { $journeys ->
    [one] Was carried once in another's vehicle.
   *[other] Was carried { $journeys } times in another's vehicle.
}
ground-advertises = Placed { $adverts } advertisements.
ground-crosses-again-with-others = Crossed the same border { $crossings } times the same way, with { $company } others.
ground-holds-office = Records state a public office: { $office }.
ground-houses-several = { $guests } different guests stayed there.
ground-office-is-in-touch = { $events ->
    [one] Was in touch once with someone who does something that fits a role.
   *[other] Was in touch { $events } times with those who do something that fits a role.
}
ground-office-is-paid = { $events ->
    [one] Was paid once by someone who does something that fits a role.
   *[other] Was paid { $events } times by those who do something that fits a role.
}
ground-papers-of-several = Had a hand in the papers of { $holders } others.
ground-pays-out-for-many = Stood between payers and payees of { $customers } customers.
ground-wrote-before-journey = Wrote to { $people } others before they travelled or paid.
ground-writes-to-many = Wrote to { $contacts } others, { $sent } times, more than any of them.
