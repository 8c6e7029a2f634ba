## Command line

cli-said = { $error }
cli-wrong-file = { $file }: { $error }
cli-folder-taken = { $folder } holds other files.
cli-folder-help = choose another folder with --out; only an empty folder or an earlier result is replaced
cli-sheet-help = give a table as text (CSV) with a header line, such as people.csv
cli-sheet-not-one = expected one table here
cli-sheet-binary = not text; save a spreadsheet as CSV
cli-sheet-empty = there is no header line; the file is empty
cli-wrong-line = { $file }, line { $line }: { $error }
cli-wrong-line-help = what follows cannot be read

cli-resolving = Who is who, where is where
cli-indicators = Running the indicators
cli-routes = Following the routes
cli-network = Drawing the network
cli-writing = Writing the files
cli-nothing-readable = Nothing here could be read. What was tried:
cli-read = Read { $files } files, { $bytes } bytes: { $records } records, { $rejections } refused (see rejections.csv).
cli-not-recognised = Format not recognised: { $files } files. `palermo sources` says why.
cli-not-opened = Not opened: { $error }
cli-later = Left out as later than { $date }: { $events } events.
cli-peculiar = Strange in the records, explained in the report: { $what }.
cli-evidence = Found { $entities } persons and things ({ $joined } joined from several entries) and { $events } events.
cli-network-found = Network: { $nodes } nodes, { $edges } ties, { $communities } communities.
cli-travel-found = Travel: trips { $trips }, groups that moved together { $groups }, recurring routes { $routes }.
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

cli-screen-nothing = Nothing to screen was given.
cli-screen-nothing-help = give --name TEXT, or the path of a file before --list and --out FILE, or --cross and --out FILE
cli-screen-birth = --birth { $date }: expected a date such as 1970-03-14, 1970-03 or 1970
cli-screen-birth-help = leave it out if it is not known
cli-screen-no-name = --name “{ $name }” holds no letters or digits.
cli-screen-no-name-help = a name that is empty is unknown, and matches nothing
cli-screen-list-help = give the path of a list after --list
cli-screen-no-list-help = expected a list: OFAC's CSV files, the UN list as XML, FollowTheMoney as JSON lines, or a table with its --mapping
cli-screen-nobody = The lists hold nobody: no entry has a name or an identifier.
cli-screen-nobody-help = give the file that holds the names, such as OFAC's sdn.csv and alt.csv
cli-screen-out = --out { $out }: expected a name that ends in .csv or .jsonl
cli-screen-out-help = the ending says in which form the hits are written
cli-screen-out-read = --out { $out } is a file that is read.
cli-screen-out-read-help = give another path: nothing that is read is overwritten
cli-screen-write-help = what is found cannot be written there; choose another place with --out
cli-screen-columns = { $file }, line 1: expected a column with names or numbers, found: { $columns }
cli-screen-columns-help = call a column name (or first name and last name, iban, passport number, imo …); birth date, country, schema and id are used beside it
cli-screen-cells = expected { $expected } columns as in the header, found { $found }
cli-screen-long = expected a shorter line; the limit is 16 MiB
cli-screen-not-json = expected one JSON object a line: { $error }
cli-screen-not-object = expected one JSON object a line, found something else
cli-screen-schema-unknown = expected a schema such as Person, Organization or Vessel, found “{ $found }”
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
cli-screen-cross-out = --out { $out }: expected a name that ends in .csv
cli-screen-cross-resumed = An earlier run was stopped after { $entries } entries; this one goes on from there.
cli-screen-crossed = Compared { $entries } listed entries with each other: { $pairs } pairs above { $threshold }, in { $out }.
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

## What people decided (`palermo resolve`, `palermo analyze`)

cli-decision-wrong = { $file }, line { $line }: { $what }
cli-decision-help = expected review.csv of an earlier run, with same, different, unsure or undo under “verdict”, and author and time
cli-decision-columns = there is no column { $columns }
cli-decision-empty = there is a verdict, and nothing under “{ $value }”
cli-decision-verdict = “{ $value }” is no verdict
cli-decision-time = “{ $value }” is no time; expected a day or a time of day, such as 2026-11-22 or 2026-11-22T14:05:00+01:00
cli-decision-replaced = { $file } is in { $out }, which will be replaced.
cli-decision-replaced-help = keep decisions in a file of their own, or write to another folder
cli-decided = Decisions followed: { $count }; not followed: { $conflicts }.
cli-decided-not = { $one } – { $other }: { $told }
cli-decided-gone = { $count ->
    [one] One decision is about records that are not here ({ $places }); it is kept for when they are.
   *[other] { $count } decisions are about records that are not here ({ $places }); they are kept for when they are.
}
cli-decided-idle = { $count ->
    [one] One “undo” takes back nothing ({ $places }): nothing stood of its pair at that time.
   *[other] { $count } “undo” take back nothing ({ $places }): nothing stood of their pairs at that time.
}
cli-review = For a person to look at: { $count ->
    [one] one pair
   *[other] { $count } pairs
}, in { $out }/review.csv.

## Which rows are the same (`palermo resolve`)

cli-resolve-reading = Reading the tables
cli-resolve-learning = Learning what agreement says
cli-resolve-linking = Comparing and grouping
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
cli-resolve-no-record = there is no record “{ $id }” in file { $file }
cli-resolve-model-help = give the model.json of an earlier run on tables with the same columns
cli-resolve-model-across = the model was learned for another number of files
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
cli-resolve-oversized = { $count ->
    [one] One value is shared by so many rows that it was not used to find pairs; the report says where.
   *[other] { $count } values are shared by so many rows that they were not used to find pairs; the report says where.
}

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
cli-level-alike-least = different, below { $low } bits
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
cli-level-alike-most = alike by { $low } bits or more
cli-level-partly = one part alike and another not, by { $low } to { $high } bits
cli-level-partly-most = one part alike and another not, by { $low } bits or more
cli-level-partly-least = one part alike and another not, below { $low } bits

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
linked-relatives = Relatives would agree so too: they share a name, a phone, a home
linked-total = Together
linked-excluded = Two different verified documents: not the same person
linked-only-common = (shares only common parts: more than one record in 130 has each)
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
linked-col-r = r (relatives)
linked-col-u = u (strangers)
linked-col-value = Value
linked-col-share = Share of rows

## Watching, mappings, showing

cli-mapping-help = give the path of a mapping file
cli-mapping-language = docs/mapping.md explains the language
cli-show-folder-help = give the folder that `palermo analyze` wrote
cli-show-unknown = { $finding } is not in { $file }.
cli-show-unknown-help = findings are called alert-1, hit-12, cluster-3, role-2, route-1, edge-5; the report shows their names
cli-watch-alert-opened = { $families } independent families of evidence speak together ({ $names }): worth a person’s look, proof of nothing.
cli-watch-alert-changed = The alert stands otherwise: { $families } independent families of evidence ({ $names }), proof of nothing.
cli-watch-alert-roles = May be, as a hypothesis: { $roles }.
cli-watch-alert-withdrawn = The alert no longer stands: what came since took back what it rested on.
cli-watch-strange-repeated = { $count ->
    [one] One event says what one of the last 100,000 said, in everything that is read of it. It is kept and counts again: two equal payments may both be real.
   *[other] { $count } events say what one of the last 100,000 before them said, in everything that is read of them. They are kept and count again: two equal payments may both be real.
}
cli-watch-strange-out-of-order = { $count ->
    [one] One event came after a later one. If it came within the lateness it was put in its place; if not, it is told of as too late.
   *[other] { $count } events came after later ones. Those within the lateness were put in their places; the others are told of as too late.
}
cli-watch-strange-far-date = { $count ->
    [one] One event is dated more than a year from the latest before it: perhaps a year mistyped. If ahead, it waits until the feed has come so far; if behind, it is too late.
   *[other] { $count } events are dated more than a year from the latest before them: perhaps years mistyped. Those ahead wait until the feed has come so far; those behind are too late.
}
cli-watch-state = --state needs --out FILE.
cli-watch-state-help = standard output cannot be cut back after a fall
cli-watch-follow-help = give the path of the file to follow
cli-watch-long = Line { $line } of the feed is longer than { $most } bytes.
cli-watch-long-help = a quote may be open that is never closed
cli-watch-columns = No mapping explains the columns of the feed: { $columns }
cli-watch-columns-help = write one (docs/mapping.md) and give it with --mapping
cli-watch-keep-help = the state cannot be kept there; choose another place with --state
cli-watch-state-wrong-help = go on with the packs it was kept with, or remove it
cli-watch-no-state = not a state
cli-watch-out-help = what is found cannot be written there; choose another place with --out
cli-watch-short = { $file } has { $there } bytes; by its state { $written } were written.
cli-watch-short-help = give the file that was written to before, or remove the state to begin anew
cli-no-source = No source has “{ $name }” in its name.
cli-no-source-help = there are: { $names }
