# Every word a person reads, English. French stands in fr.ftl with the same keys and values; a test compares them.
# Keys by part: the page first, then words for codes, then the command line (`cli-`).

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
tile-routes = { $count ->
    [one] route
   *[other] routes
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
routes-intro = Places where records put a person or vehicle, in the order of time. Dashed lines are gaps: nothing says how the way was covered. Outlines are coarse and say nothing about anyone's territory.
routes-none = No one was placed at two different places.
route-distance = about { $km } km
linked-with = Tied to:
route-together = Seen at the same places within the same hours:
leg-distance = { $km } km
leg-speed = { $kmh } km/h
leg-gap = gap
leg-impossible = too fast for one traveller
leg-title = From stop { $from } to stop { $to }, { $km } km
map-label = Map of the route of { $subject } with { $stops } stops; the list beside it says the same
map-scale = { $km } km

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
col-where = Where
col-missing = What is missing
col-subjects = Subjects
col-one = One
col-other = Other
col-share = What they share
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
layer-link = link
layer-shared-identifier = shared identifier
layer-movement = movement

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

role-broker = broker
role-collector = collector of payments
role-controller = controller
role-coordinator = coordinator
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
ground-writes-to-many = Wrote to { $contacts } others, { $sent } times, more than any of them.

## Command line

cli-resolving = Who is who, where is where
cli-indicators = Running the indicators
cli-network = Drawing the network
cli-writing = Writing the files
cli-nothing-readable = Nothing here could be read. What was tried:
cli-read = Read { $files } files, { $bytes } bytes: { $records } records, { $rejections } refused (see rejections.csv).
cli-not-recognised = Format not recognised: { $files } files. `palermo sources` says why.
cli-not-opened = Not opened: { $error }
cli-later = Left out as later than { $date }: { $events } events.
cli-peculiar = Strange in the records, explained in the report: { $what }.
cli-evidence = Found { $entities } persons and things ({ $joined } joined from several entries) and { $events } events.
cli-network-found = Network: { $nodes } nodes, { $edges } ties, { $communities } communities, { $routes } routes.
cli-alerts = Alerts: { $alerts }; rules fired { $hits } times.
cli-alert = { $id }  { $subject }: { $families }
cli-more-alerts = … and { $alerts } more.
cli-open = Open { $path } in any browser; it needs no network.
cli-show = To see the records behind a finding: palermo show { $out } alert-1
cli-hypotheses = These are hypotheses for a person to check. A possible victim is not a suspect.
cli-format = format
cli-records = records
cli-rejected = refused
cli-bytes = bytes
cli-source = source
cli-changed = The file is not the one that was read: its SHA-256 differs. The text below may be another record.
cli-source-gone = { $source } is not where it was when it was read; the text cannot be shown.

# Command line: packs

cli-packs-fault = { $file }, line { $line }, column { $column }: { $what }
cli-packs-fault-in-file = { $file }: { $what }
cli-packs-not-read = { $faults ->
    [one] The packs cannot be read as they are: one fault. Nothing else was checked.
   *[other] The packs cannot be read as they are: { $faults } faults. Nothing else was checked.
}
cli-packs-counted = Packs: { $packs }; indicators: { $indicators }; rules: { $rules }; questions: { $items }; lists: { $lists }.
cli-packs-faults = { $faults ->
    [0] No faults.
    [one] One fault.
   *[other] { $faults } faults.
}
cli-packs-tested = Rules: { $rules }; examples that should fire: { $fires }; that should stay quiet: { $quiet }. { $faults ->
    [0] All do what they say.
    [one] One does not do what it says.
   *[other] { $faults } do not do what they say.
}
cli-packs-give-file = give the path of a file of packs or lists (YAML)
cli-packs-verdicts-form = expected CSV with the columns subject, rule and verdict; a verdict is confirmed or dismissed
cli-packs-lint-them = `palermo packs lint` with the same files names all that is wrong
cli-packs-no-rule = There is no rule “{ $rule }”.
cli-packs-nearest = Did you mean { $rules }?
cli-packs-rules-listed = `palermo packs coverage` lists all rules.

cli-packs-in-pack = { $pack } · { $file }, line { $line }
cli-packs-off = Not run by default: { $reason }
cli-packs-indicators = Published red flags behind it
cli-packs-looks-at = What it looks at
cli-packs-subject-account = Payments of the holder of an account.
cli-packs-subject-sender = Messages and calls that someone made.
cli-packs-subject-member = All that someone does, and messages read in a group.
cli-packs-subject-person = Identifiers that persons give.
cli-packs-subject-agent = What went through an agent, a conductor, a device or a vehicle.
cli-packs-subject-household = Payments of all who give the same address.
cli-packs-kind-window = Counts over a sliding length of time.
cli-packs-kind-sequence = One event after another.
cli-packs-kind-bunching = Amounts bunched under a limit.
cli-packs-kind-shared = One identifier carried by several.
cli-packs-kind-motif = A pattern of payments between several.
cli-packs-kind-profile = A month, against what was declared and what peers do.
cli-packs-kind-questionnaire = Answers to questions.
cli-packs-numbers = Its numbers
cli-packs-number-src = from the source: { $reason }
cli-packs-number-ours = ours: { $reason }
cli-packs-lists = Lists it uses
cli-packs-list = { $list } ({ $date }, { $entries ->
    [one] one entry
   *[other] { $entries } entries
}): { $source }
cli-packs-needs = Data it needs
cli-packs-needs-unsaid = It does not say.
cli-packs-counts = What it counts for
cli-packs-counts-full = Counts as a rule and for its family.
cli-packs-counts-support = Counts as a rule; its family alone never opens an alert.
cli-packs-counts-multiplier = Counts neither as a rule nor for a family; it raises what the others weigh.
cli-packs-counts-counter = Speaks against an alert: a harmless explanation.
cli-packs-family = Family: { $family }
cli-packs-phase-recruit = Phase: recruitment
cli-packs-phase-transport = Phase: transport
cli-packs-phase-exploit = Phase: exploitation
cli-packs-phase-launder = Phase: money laundering
cli-packs-role = Suggests for its subject, as a hypothesis: { $role }
cli-packs-examples = Examples
cli-packs-example-fires = fires: { $note }
cli-packs-example-quiet = quiet: { $note }
cli-packs-example-benign = quiet, a harmless look-alike: { $note }

cli-packs-by-rule = rule { $rule } ({ $examples })
cli-packs-by-rule-off = rule { $rule }, not run by default ({ $examples })
cli-packs-by-rule-counter = rule { $rule } speaks against it ({ $examples })
cli-packs-examples-of = examples: { $fires ->
    [0] none fires
    [one] 1 fires
   *[other] { $fires } fire
}, { $quiet ->
    [0] none stays quiet
    [one] 1 stays quiet
   *[other] { $quiet } stay quiet
}
cli-packs-between = {"; "}
cli-packs-by-item = question { $item }: { $ask }
cli-packs-by-none = no rule: { $why }
cli-packs-by-nothing = NOTHING decides it, and nothing says why.
cli-packs-data = data: { $needs }
cli-packs-sum-indicators = Red flags: { $count }
cli-packs-sum-with-rule = With a rule: { $count }
cli-packs-sum-only-off = Of these, only with rules that are not run by default: { $count }
cli-packs-sum-only-items = Without a rule, with a question: { $count }
cli-packs-sum-none = With neither, and why is said: { $count }
cli-packs-sum-open = With neither, and nothing says why: { $count }
cli-packs-sum-rules = Rules: { $count }
cli-packs-sum-items = Questions: { $count }
cli-packs-sum-examples = Examples: { $fires } that fire, { $quiet } that stay quiet
cli-packs-sum-status = By verification, { $status }: { $count }
cli-packs-page-title = Which red flag is decided by what
cli-packs-page-intro = Made by `palermo packs coverage --markdown`; do not edit. A red flag is never proof: an alert needs several rules of several families, and a person decides.
cli-packs-col-indicator = Red flag
cli-packs-col-decided = Decided by
cli-packs-col-data = Data or observer needed
cli-packs-col-cite = Source

cli-packs-bad-id = “{ $id }” is no id of a pack.
cli-packs-good-id = an id begins with a small letter and has small letters, digits and hyphens, such as my-agency-2026
cli-packs-exists = { $path } is there already.
cli-packs-not-overwritten = nothing is overwritten; choose another id, or another folder with --dir
cli-packs-give-folder = give an existing folder with --dir
cli-packs-written = Wrote { $path }. Change it, then run: palermo packs lint { $path }

cli-packs-replayed = Over { $records } records ({ $rejections } refused) with { $events } events: { $alerts } alerts.
cli-packs-col-rule = rule
cli-packs-col-hits = hits
cli-packs-col-subjects = subjects
cli-packs-col-alerts = alerts
cli-packs-col-precision = confirmed
cli-packs-col-together = fires most often with (subjects)
cli-packs-precision = { $missed ->
    [0] { $share } ({ $confirmed }/{ $judged })
   *[other] { $share } ({ $confirmed }/{ $judged }; { $missed } missed)
}
cli-packs-silent = { $count ->
    [one] One rule found nothing: { $rules }
   *[other] { $count } rules found nothing: { $rules }
}
cli-packs-undecided = { $count ->
    [one] One rule could not be decided for some subjects; with --json it says for want of what.
   *[other] { $count } rules could not be decided for some subjects; with --json they say for want of what.
}
cli-packs-verdicts-not-found = { $count ->
    [one] One verdict is on a subject that is not in these records, or on a rule that is in no pack: line { $lines }
   *[other] { $count } verdicts are on subjects that are not in these records, or on rules that are in no pack: lines { $lines }
}
cli-packs-verdicts-ambiguous = { $count ->
    [one] One verdict names a number that several subjects have: line { $lines }
   *[other] { $count } verdicts name numbers that several subjects have: lines { $lines }
}
cli-packs-changes = What would change
cli-packs-no-change = No rule finds anything else.
cli-packs-rule-change = { $rule }: hits { $before } → { $now }, in alerts { $alertsbefore } → { $alertsnow }
cli-packs-parameter-change = {"  "}{ $name }: { $before } → { $now }
cli-packs-rewritten = {"  "}written otherwise, or in one of the two only
cli-packs-precision-change = {"  "}confirmed: { $before } → { $now }
cli-packs-gained = {"  "}new ({ $count }): { $subjects }
cli-packs-lost = {"  "}no longer ({ $count }): { $subjects }
cli-packs-alerts-change = Alerts: { $before } → { $now }
cli-packs-protected = { $subject } (may need protection)

## `screen`

cli-screen-found = { $matches ->
    [one] “{ $name }” may be one of { $entries } listed entries:
   *[other] “{ $name }” may be { $matches } of { $entries } listed entries:
}
cli-screen-none = “{ $name }”: no match above { $threshold } among { $entries } listed entries.
cli-screen-below = Below { $threshold }, for comparison:
cli-screen-person-decides = A hit only says that two may be the same. A person decides, with the records of both.
cli-screen-screened = Screened { $screened } against { $entries } listed entries.
cli-screen-hits = { $hits } hits above { $threshold } for { $rows } of them, in { $out }.
cli-screen-nameless = { $rows } more had no name and no number to compare.
cli-screen-refused = { $rows } more could not be read.
cli-screen-name = name: { $asked } – { $listed }
cli-screen-name-other = against it, name: { $asked } – { $listed }
cli-screen-identifier = { $kind }: the same, { $asked }
cli-screen-identifier-other = against it, { $kind }: { $asked } – { $listed }
cli-screen-birth-equal = birth date: the same, { $asked }
cli-screen-birth-swapped = birth date: { $asked } – { $listed }, day and month exchanged
cli-screen-birth-year = birth date: { $asked } – { $listed }, the same year as far as is said
cli-screen-birth-slip = birth date: { $asked } – { $listed }, nearly the same; counts neither way
cli-screen-birth-other-day = against it, birth date: { $asked } – { $listed }, another day
cli-screen-birth-other-year = against it, birth date: { $asked } – { $listed }, another year
cli-screen-country-equal = country: the same, { $asked }
cli-screen-country-other = weakly against it, country: { $asked } – { $listed }
cli-screen-schema-other = against it, what it is: { $asked } – { $listed }
cli-screen-part-spelling = { $asked } – { $listed }: another spelling
cli-screen-part-transliterated = { $asked } – { $listed }: another script
cli-screen-part-slip = { $asked } – { $listed }: a slip
cli-screen-part-nickname = { $asked } – { $listed }: a short form
cli-screen-part-initial = { $asked } – { $listed }: an initial
cli-screen-part-joined = { $asked } – { $listed }: written together
cli-screen-part-acronym = { $asked } – { $listed }: initials
cli-screen-part-different = { $asked } – { $listed }: different
cli-screen-part-listed-only = { $listed }: only on the list
cli-screen-part-asked-only = { $asked }: not on the list

## Which rows are the same (`palermo resolve`)

cli-resolve-reading = Reading the tables
cli-resolve-learning = Learning what agreement says
cli-resolve-linking = Comparing and grouping
cli-resolve-said = { $error }
cli-resolve-file-wrong = { $file }: { $error }
cli-resolve-file-help = give a table as text (CSV) with a header line, such as people.csv
cli-resolve-not-one = expected one table here
cli-resolve-binary = not text; save a spreadsheet as CSV
cli-resolve-empty = there is no header line; the file is empty
cli-resolve-no-rows = there is a header and no row below it
cli-resolve-mappings = More mappings than files.
cli-resolve-mapping-help = docs/resolve.md explains mappings; the shortest is: columns: {"{"}Full name: name, Born: birth_date{"}"}
cli-resolve-no-column = { $mapping }: there is no column “{ $column }” in { $file }. Its columns are: { $columns }
cli-resolve-no-column-help = correct the name, leave the line out, or write “one|other” for files that call the column differently
cli-resolve-protected = { $mapping }: the column “{ $column }” is not compared.
cli-resolve-protected-help = sex, nationality, religion and the like are never conditions; leave the line out
cli-resolve-two-ids = { $mapping }: more than one id for { $file }
cli-resolve-nothing-known = No column is understood. { $columns }
cli-resolve-nothing-shared = The two files have no column in common that is understood. { $columns }
cli-resolve-repeated-id = { $file }: the id “{ $id }” in column “{ $column }” stands on lines { $lines }{ $more ->
    [0] .
   *[other] {" "}and { $more } more.
}{ $others ->
    [0] {""}
    [one] {" "}One other id is repeated too.
   *[other] {" "}{ $others } other ids are repeated too.
}
cli-resolve-repeated-id-help = an id names one row; if this column is something else, say so in a mapping (without an id, lines are numbered)
cli-resolve-decision-wrong = { $file }, line { $line }: { $what }
cli-resolve-decision-help = expected review.csv of an earlier run, with same, different, unsure or undo under “verdict”
cli-resolve-no-record = there is no record “{ $id }” in file { $file }
cli-resolve-no-verdict = “{ $verdict }” is no verdict
cli-resolve-model-help = give the model.json of an earlier run on tables with the same columns
cli-resolve-model-across = the model was learned for another number of files
cli-resolve-folder = { $folder } holds other files.
cli-resolve-folder-help = choose another folder with --out; only an empty folder or an earlier result is replaced
cli-resolve-file = { $file }: { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}
cli-resolve-short = { $count ->
    [one] One row has fewer cells than the header; what it lacks counts as not known (line { $lines }).
   *[other] { $count } rows have fewer cells than the header; what they lack counts as not known (lines { $lines }).
}
cli-resolve-refused = { $count ->
    [one] One row has more cells than the header and was left out (line { $lines }).
   *[other] { $count } rows have more cells than the header and were left out (lines { $lines }).
}
cli-resolve-blank = { $count ->
    [one] One row says nothing in the columns compared and stands alone.
   *[other] { $count } rows say nothing in the columns compared and stand alone.
}
cli-resolve-guessed = The columns were guessed from their headers. To correct them, copy the lines from “columns:” into a file and give it with --mapping.
cli-resolve-is-id = names the row
cli-resolve-ignored = not compared
cli-resolve-never = never compared, on purpose
cli-resolve-one-only = not compared: the other file has none
cli-resolve-found = { $pairs } pairs at { $threshold } or above; { $joined } of { $records } records in { $clusters ->
    [one] one group.
   *[other] { $clusters } groups of two or more.
}
cli-resolve-rates = Expected by the model: { $false } of these pairs are false, { $missed } of the true ones are missing.
cli-resolve-decided = Decisions followed: { $count }; that contradict others: { $conflicts }.
cli-resolve-oversized = { $count ->
    [one] One value is shared by so many rows that it was not used to find pairs; the report says where.
   *[other] { $count } values are shared by so many rows that they were not used to find pairs; the report says where.
}
cli-resolve-review = For a person to look at: { $count } pairs, in { $out }/review.csv.

cli-holds-id = id
cli-holds-name = whole name
cli-holds-given-name = given name
cli-holds-middle-name = middle name
cli-holds-family-name = family name
cli-holds-birth-date = birth date
cli-holds-date = date
cli-holds-phone = phone
cli-holds-email = e-mail
cli-holds-address = address
cli-holds-house-number = house number
cli-holds-city = town
cli-holds-postcode = postcode
cli-holds-state = state or province
cli-holds-document = document
cli-holds-verified-document = verified document
cli-holds-text = text
cli-holds-code = code
cli-holds-number = number
cli-holds-category = category
cli-holds-ignore = something else
cli-holds-protected = what a person is

cli-part-whole = the whole value
cli-part-word = any word
cli-part-sound = any word as it sounds
cli-part-two-sounds = any two words as they sound
cli-part-year = the year
cli-part-year-month = year and month
cli-part-month-day = day and month
cli-part-digits = the digits in any order
cli-part-head = the first half
cli-part-tail = the second half

cli-level-same-one-in-65-000-has-it-or-fewer = same, and one in 65,000 or fewer has it
cli-level-same-one-in-8-000-to-65-000-has-it = same, and one in 8,000 to 65,000 has it
cli-level-same-one-in-1-000-to-8-000-has-it = same, and one in 1,000 to 8,000 has it
cli-level-same-one-in-130-to-1-000-has-it = same, and one in 130 to 1,000 has it
cli-level-same-one-in-16-to-130-has-it = same, and one in 16 to 130 has it
cli-level-same-more-than-one-in-16-has-it = same, but more than one in 16 has it
cli-level-day-and-month-swapped = day and month swapped
cli-level-one-digit-off-or-two-swapped = one digit off, or two swapped
cli-level-same-year-the-rest-of-one-not-given-or-1-january = same year, the rest of one not given or 1 January
cli-level-same-month-and-day = same day and month
cli-level-same-year-and-month = same year and month
cli-level-same-year = same year
cli-level-one-year-apart = one year apart
cli-level-less-than-ten-years-apart = less than ten years apart
cli-level-different = different
cli-level-unlike = different, below { $low } bits
cli-level-same-last-seven-digits = same last seven digits
cli-level-one-digit-off = one digit off
cli-level-same-but-for-letters-and-digits-that-look-alike = same but for letters and digits that look alike
cli-level-one-letter-off = one letter off
cli-level-two-letters-off = two letters off
cli-level-same-before-the = same before the @
cli-level-up-to-two-letters-off = up to two letters off
cli-level-same-first-half = same first half
cli-level-within-one-percent = within one per cent
cli-level-within-ten-percent = within ten per cent
cli-level-alike = alike by { $low } to { $high } bits
cli-level-most-alike = alike by { $low } bits or more

linked-title = Which records are the same: { $files }
linked-note-hypothesis = Every pair and group here is a hypothesis with a probability, to be checked by a person before anything rests on it.
linked-note-names = Nothing is concluded from a name but whether it is the same name: no origin, religion or sex. What says such things is not compared.
linked-footer = Made by Palermo from the tables named above. This page contains everything it shows and loads nothing. It carries personal data: keep and pass it on only under the legal basis and handling code of its sources.
linked-summary = Summary
linked-columns = Columns
linked-weights = How strong the evidence is
linked-strongest = Strongest pairs
linked-uncertain = Most uncertain pairs
linked-learned = What was learned
linked-warnings = Common values
linked-lead = Of { $records } records, { $joined } were found to be the same as another; they make { $clusters ->
    [one] one group.
   *[other] { $clusters } groups.
} All others stand alone.
linked-tile-records = records
linked-tile-pairs = pairs taken to be the same
linked-tile-clusters = groups of two or more
linked-tile-false = of these pairs expected to be false
linked-tile-missed = of the true pairs expected to be missing
linked-tile-review = pairs for a person to look at
linked-rates = Pairs count as the same from a probability of { $threshold }. The two rates are what the model expects of itself from the probabilities it gave; they are no substitute for checking a sample by hand.
linked-columns-intro = What each column was taken to hold. If one is wrong, correct it with a mapping and run again.
linked-rows = { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}
linked-compared = compared
linked-weights-intro = Each pair that was compared has a weight: the evidence for and against, added up in bits. Every bit more makes it twice as likely that both are the same. Two clear hills with a valley between them mean that the records tell people apart well; what lies in the valley is for a person to look at.
linked-weights-label = Number of pairs by weight; the table below says the same
linked-weights-bar = { $from } to { $to } bits: { $count ->
    [one] 1 pair
   *[other] { $count } pairs
}
linked-weights-axis = weight in bits; pairs below −5 bits are not kept
linked-threshold = taken to be the same from here →
linked-as-table = The drawing as a table
linked-no-pairs = No two records were alike enough to be compared.
linked-none = None.
linked-strongest-intro = The pairs with most evidence for them. If one of these is wrong, something is wrong with the columns or the records.
linked-uncertain-intro = The pairs where a look decides most; review.csv has more of them. Fill in its column “verdict” and give it back with --decisions.
linked-bits = { $bits } bits
linked-prior = Before anything is compared: most pairs are strangers
linked-total = Together
linked-excluded = Two different verified documents: not the same person
linked-beside = (less, beside { $column })
linked-learned-intro = Nothing was told but what the columns hold; the rest was learned from the records. One pair of records in { $odds } is taken to be the same to begin with. For each column: how often true pairs (m) and strangers (u) agree so far, and what that says.
linked-span = from { $least } to { $most } bits
linked-rules = Which pairs were looked at
linked-rules-missed = Pairs that agree in at least one of these. Of the true pairs, { $share } are expected to agree in none.
linked-common = Common values
linked-common-intro = To share one of these says little, and it counts for little: many rows have it. A value that stands for “unknown” belongs out of the table.
linked-oversized = Rule { $rule }: { $count ->
    [one] one value is shared by { $largest } different rows and was not used to find pairs.
   *[other] { $count } values are each shared by too many different rows (up to { $largest }) and were not used to find pairs.
}
linked-no-warnings = No value is shared by so many rows that it would need a warning.
linked-col-column = Column
linked-col-holds = Holds
linked-col-used = Used
linked-col-from = From (bits)
linked-col-to = To (bits)
linked-col-pairs = Pairs
linked-col-left = One record
linked-col-right = The other
linked-col-how = How alike
linked-col-bits = Bits
linked-col-drawn = Against ← → for
linked-col-m = m (true pairs)
linked-col-u = u (strangers)
linked-col-value = Value
linked-col-share = Share of rows
