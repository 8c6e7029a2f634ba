# Corroboration, flows and liaison posts. Keys begin with `corroborate-`, `flows-`, `liaison-`.

## Corroboration

corroborate-statement-help = a statement is YAML or JSON with a reference, people and claims; docs/corroborate.md shows one
corroborate-out-help = choose another place for what is written
corroborate-title = What records say of statement { $reference }
corroborate-overview = Overview
corroborate-claims = Claims and their records
corroborate-people = Who was looked for
corroborate-people-intro = The people and things of the statement, and those of the records that may be them. A name alone may be another's.
corroborate-footer = Made by Palermo from the records that were given. It says how far they cover the claims; people decide what they mean. Not legal advice.
corroborate-note-claims = This says how far records cover claims. It says nothing about the credibility of the person who speaks.
corroborate-note-silence = A missing record is not a "no". It is called missing only where a file that was given follows the one meant over that time.
corroborate-note-memory = People remember days, not minutes, and hard days less well. What differs in one thing is shown as near and counts for nothing.
corroborate-lead = { $claims ->
    [one] One claim
   *[other] { $claims } claims
}, taken on { $taken }, { $by }.
corroborate-strengths = Strong: independent sources show all that was said, of someone identified by a number. Moderate: one source shows all of it, or several in part. Weak: in part, at second hand, by a name that others may have, or of a thing that others may hold.
corroborate-col-claim = Claim
corroborate-col-records = The records
corroborate-col-for = for
corroborate-col-against = against
corroborate-for = Records for it
corroborate-against = Records against it
corroborate-near = Near: fits in all but one thing
corroborate-expected = What it would have left
corroborate-ask = What to ask for
corroborate-nothing = No kind of record that could be read here would show this.
corroborate-more = … and { $count } more
corroborate-speaker = { $name } (who speaks)
corroborate-found = { $name }: { $found }
corroborate-not-found = { $name }: nobody in the records has this name or number
corroborate-with = with { $with }
corroborate-tolerance = { $value } (± { $tolerance })
corroborate-place-unknown = { $place } (not in the gazetteer: only the same name agrees)
corroborate-place-several = { $place } (one of { $count } places of that name)
corroborate-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
corroborate-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
corroborate-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
corroborate-agrees = agrees in: { $aspects }
corroborate-silent = silent on: { $aspects }
corroborate-differs = all but: { $aspect }
corroborate-sum = Between the two the records come to { $amount }.
corroborate-unseen = No record that fits has: { $who }.
corroborate-elsewhere = { $who } is recorded in { $place } on { $time }, { $km } km from { $claimed }: no moment of the claimed time is left
corroborate-elsewhere-road = { $who } is recorded in { $place } on { $time }, { $km } km from { $claimed }: too far for the road, not for a flight
corroborate-elsewhere-thing = a card or another thing of { $who } is recorded in { $place } on { $time }, { $km } km from { $claimed }; others may have had it
corroborate-other-amount = between the two the records show { $amount } in that time
corroborate-others-number = the number is recorded as that of { $holder }
corroborate-ask-for = ask { $keeper } for { $record }
corroborate-ask-about = on { $about }
corroborate-no-number = { $name } (no number known: by name and birth date)
corroborate-soon = have it preserved first: it is usually deleted within weeks or months

corroborate-outcome-supported = supported
corroborate-outcome-in-part = supported in part
corroborate-outcome-disputed = records for and against
corroborate-outcome-doubted = records weakly against it
corroborate-outcome-contradicted = contradicted
corroborate-outcome-missing = expected records missing
corroborate-outcome-unknown = no record would show it
corroborate-strength-strong = strong
corroborate-strength-moderate = moderate
corroborate-strength-weak = weak
corroborate-basis-number = by number
corroborate-basis-only-name = by a full name that nobody else here has
corroborate-basis-name = by a name that several have
corroborate-basis-shared-number = by a number that several give
corroborate-basis-part-of-name = by a similar or partial name
corroborate-what-payment = payment
corroborate-what-contact = message or call
corroborate-what-travel = journey
corroborate-what-stay = stay
corroborate-what-presence = presence
corroborate-what-work = wages
corroborate-what-uses = use of a number
corroborate-what-other = not of a kind that records show
corroborate-aspect-who = who
corroborate-aspect-with = with whom
corroborate-aspect-when = when
corroborate-aspect-where = where
corroborate-aspect-amount = how much
corroborate-aspect-words = words
corroborate-way-itself = the thing itself
corroborate-way-instalment = one of several payments
corroborate-way-beside = a thing of theirs, or another who is claimed to have been there
corroborate-way-mentioned = someone writes of it
corroborate-way-own-words = the speaker's own words at the time
corroborate-leaves-always = it leaves such a record
corroborate-leaves-often = it often leaves such a record, so that silence is worth a question
corroborate-leaves-sometimes = it leaves such a record only sometimes, so that silence says little
corroborate-follows-who = a file that follows the one who did it
corroborate-follows-either = a file that follows one of both sides
corroborate-follows-vehicle = a file that follows the vehicle
corroborate-follows-vessel = a file that follows the vessel
corroborate-follows-both = a conversation of both
corroborate-follows-place = a file with records at that place
corroborate-state-shown = there, in { $sources }
corroborate-state-missing = not there, though { $sources } covers the whole time
corroborate-state-in-part = not there; { $sources } covers only a part of the time
corroborate-state-unknown = no file that was given would show it
corroborate-trace-account-statement = the account statement of either side
corroborate-trace-transfer-agent = the money transfer's own records
corroborate-trace-conversation = the conversation, from either phone
corroborate-trace-call-records = call records
corroborate-trace-border-record = a check, a sighting or a booking on the way
corroborate-trace-vehicle-camera = camera or toll records of the vehicle
corroborate-trace-vessel-track = the vessel's track
corroborate-trace-cell-sites = the cell sites of the phone
corroborate-trace-card-use = use of a card or cash machine on the way
corroborate-trace-lodging-register = the lodging's register of guests
corroborate-trace-lodging-payment = a payment for lodging
corroborate-trace-street-camera = cameras or checks at the place
corroborate-trace-wage-payment = the payment of wages
corroborate-trace-employment-register = the register of employment
corroborate-trace-subscriber = who the number is registered to, and since when
corroborate-keeper-bank = the bank
corroborate-keeper-money-service = the money-transfer company
corroborate-keeper-phone = whoever has either phone
corroborate-keeper-telecom = the telephone operator
corroborate-keeper-border = the border service of the place, and the carrier,
corroborate-keeper-road = the road or toll operator
corroborate-keeper-coastguard = the coast guard
corroborate-keeper-lodging = the police of the place, who keep or collect registers of guests
corroborate-keeper-police = the police of the place
corroborate-keeper-labour = the labour inspectorate or the social insurance
corroborate-keeper-register = the operator or registry of the number
corroborate-through-fiu = through the financial intelligence units
corroborate-through-police = by police cooperation
corroborate-through-preservation = by a request to preserve, then by judicial assistance
corroborate-through-administrative = by administrative cooperation

## Liaison posts

liaison-title = Where to post liaison officers
liaison-plan = The plan
liaison-posts = Why each post
liaison-scenarios = Scenarios
liaison-others = Next best plans
liaison-footer = Made by Palermo from the tables that were given. It compares posts and flows, never states. People decide; no plan rests on a consent that was not given.
liaison-note-posts = This compares posts and flows, never states.
liaison-note-exact = The plan is the best of all that keep the rules. Its greatest regret over the scenarios is the least possible; of such plans it covers most.
liaison-note-demand = Routes, demand and costs are those of the tables. A share that re-routes is a supposition, not a forecast.
liaison-lead = { $posts ->
    [one] One post
   *[other] { $posts } posts
} with { $officers } officers for { $cost } cover { $mean } of the flows on average over the scenarios; today's posts cover { $today }. In no scenario is the plan more than { $regret } below the best plan for it.
liaison-tile-posts = posts
liaison-tile-mean = covered on average
liaison-tile-regret = greatest regret
liaison-tile-today = covered today
liaison-tile-greedy = taking the best next, each time
liaison-map = Posts of the plan; the larger, the more passes within reach. Routes with most demand: solid if a post of the plan sees them, dashed if none does. Outlines say nothing about anyone's territory.
liaison-map-label = Map of { $posts } posts and the routes with most demand
liaison-scenario = { $year }, { $share } re-route
liaison-scenarios-intro = In each scenario a share of those whose route is covered takes another route of the same origin where one is open. They are covered again only if all routes of the origin are. Regret: how far the plan is below the best plan for that scenario alone.
liaison-others-intro = The next best plans, by what changes. If they cost little, the choice is free to follow what the table does not know.
liaison-no-others = No other plan keeps the rules.
liaison-none = nothing
liaison-change = without { $gone }; with { $new }
liaison-why = { $passes } of the flows pass within reach, { $alone } past no other post of the plan. Without it the plan covers { $marginal } less on average. Most from: { $origins }.
liaison-replacement = If the host refuses: { $lost } less, { $change }.
liaison-fare = { $scenario }: covered { $covered }, best possible { $best }, best-next { $greedy }, today { $today }
liaison-other = Plan { $number }: { $change }; covers { $mean }, greatest regret { $regret }
liaison-to-ask = Worth asking: with the consent of the hosts of { $posts } a plan could cover { $mean } on average.
liaison-uncovered = Not covered, mostly from: { $origins }.
liaison-unplaced = { $count ->
    [one] One stop is
   *[other] { $count } stops are
} neither a post nor one place of the gazetteer, so that no post sees { $count ->
    [one] it
   *[other] them
}: { $some }
liaison-stands = stands today
liaison-new = new
liaison-col-post = Post
liaison-col-passes = Passes by
liaison-col-marginal = Worth
liaison-col-cost = Cost
liaison-col-why = Why here
liaison-col-scenario = Scenario
liaison-col-covered = Covered
liaison-col-best = Best possible
liaison-col-regret = Regret
liaison-col-greedy = Best-next
liaison-col-today = Today
liaison-col-change = What changes
liaison-table-help = expected a table with a header line, as docs/liaison.md shows (CSV with commas, semicolons or tabs)
liaison-no-column = no column { $missing }; found: { $found }
liaison-wrong-cell = { $file }, line { $line }, column { $column }: “{ $found }”
liaison-expected = expected { $expected }
liaison-expect-country = a country's name or code
liaison-expect-degrees = degrees, such as 36.84 and -2.46
liaison-expect-place = a name that is one place of the gazetteer, or latitude and longitude
liaison-expect-cost = what one officer costs in a year, such as 250000
liaison-expect-km = kilometres
liaison-expect-consent = yes, no or unknown
liaison-expect-yes-no = yes or no
liaison-expect-once = each post once
liaison-expect-whole = a whole number
liaison-expect-count = a number of zero or more
liaison-expect-stops = an origin, and places with > between
liaison-found-help = give routes.geojson or findings.json of palermo analyze, or a table of flows (CSV)
liaison-no-routes = neither features nor routes
liaison-budget-help = expected an amount such as 4500000
liaison-officers-help = expected a language and a number, such as fr=4
liaison-rules-help = docs/liaison.md explains the rules

## Flows

flows-title = Flows: corridors, displacement, echoes
flows-corridors = Corridors that the tables show
flows-corridors-intro = Both series rise and fall together at this lag (correlation of logarithms at least 0.9), no shift fits as well by chance, the sums can be one flow, and it holds at both ends of withheld or rounded counts.
flows-displacements = Changes after a measure
flows-displacements-intro = The year after against the year before, beside all other groups at the same place. A fall where the measure was taken and a rise elsewhere is displacement, as a hypothesis.
flows-echoes = Rises that another jurisdiction may explain
flows-echoes-intro = Totals rise everywhere. These rose more than twice as much as the growth of others at the place and of the same group elsewhere make expected, surely enough for the number of tests made.
flows-undecided = Undecided
flows-undecided-intro = What the tables do not say, and why.
flows-footer = Made by Palermo from published tables of counts. A nationality here is an attribute of tables, never of a person. Counts are of events, not of people.
flows-note-groups = A nationality here is an attribute of published tables, never of a person. No rule on a person may use it.
flows-note-hypothesis = These are hypotheses. Counts are of events: one person may be counted often, or nowhere.
flows-note-abstains = What the tables do not say stays undecided, with the reason. Withheld and rounded counts stay ranges.
flows-nothing = No row of these tables could be used.
flows-read = Read { $rows } counts; { $uncertain } cells are ranges.
flows-none = none
flows-corridor = { $group }: { $from } → { $to }, lag { $lag } months ({ $shortest } to { $longest } fit as well), r { $fit } over { $months } months; counted { $first } and { $second }.
flows-later = At 1 to 3 months: r { $fit } at { $lag }.
flows-why-few-months = Undecided: too few months in common.
flows-why-no-fit = Undecided: they do not move together.
flows-why-ranges = Undecided: not at both ends of withheld or rounded counts.
flows-why-sums = Undecided: the sums are too far apart to be one flow.
flows-why-chance = Undecided: a shifted series fits as well, or one of so many tests would.
flows-policy = { $id } ({ $by }, { $month })
flows-change = { $group } at { $place }: { $before } → { $after }, { $factor } times the others' change; of { $others } other groups a share of { $chance } changed as much. Unusual.
flows-change-usual = { $group } at { $place }: { $before } → { $after }, { $factor } times the others' change; of { $others } other groups a share of { $chance } changed as much. Nothing unusual.
flows-cannot-tell = Cannot tell at: { $places } (both years, or enough other groups, are not reported).
flows-compared = { $before } against { $after }: { $tests } tests, { $flagged } stand; { $untested } too few to be tested.
flows-echo = { $group } at { $place }: { $before } → { $after }, { $excess } times what is expected (chance of so much: { $chance }).
flows-held-by = What came before would show in records of { $holder }: entries, visas, arrivals by air.
flows-col-group = Group
flows-col-way = Way
flows-col-lag = Lag in months
flows-col-fit = r
flows-col-months = Months
flows-col-first = Counted first
flows-col-second = Counted later
flows-table-help = expected columns place, month, group and count, or a description (YAML) as docs/flows.md shows
flows-expect-period = a period is two months such as 2022-10 / 2023-09
flows-expect-month = a month such as 2023-04
flows-expect-count = a count such as 12, 0-5 or <5
