# `palermo review`. Texts of questionnaires stand in `reviews/`. Keys begin with `review-`.

## Papers

review-doc-title = Review of { $state }
review-doc-questionnaire = Self-assessment questionnaire, to fill in
review-doc-answers = Answers to the self-assessment questionnaire
review-doc-dialogue = Written feedback and dialogue
review-doc-observations = List of observations
review-doc-summary = Summary of the list of observations
review-doc-follow-up = Follow-up and technical assistance
review-doc-effect = What the figures say of cooperation
review-doc-parallel = Answers of the State and parallel answers
review-doc-submission = Submissions of civil society
review-doc-background = Background paper for a constructive dialogue
review-doc-calendar = Calendar
review-doc-reviewers = Reviewing States: { $states }.
review-doc-no-ranking = Nothing here ranks States or compares them with each other.
review-doc-article = article { $article }
review-doc-articles = Articles { $list } [{ $tag }]. The wording of the questions is ours: drafts, not the questions adopted by the Conference of the Parties.
review-doc-languages = Accepted languages: { $list }
review-doc-notified = Notified to the Secretary-General: { $day }
review-doc-figure = { $measure }: { $value } ({ $numerator } of { $denominator }; { $missing } do not say; up to { $day })
review-doc-as-of = as of { $day }
review-doc-decision = decision table; it explains and decides nothing; not legal advice
review-doc-reused = as answered in { $mechanism } on { $day }; to be confirmed
review-doc-conflict = Two versions contradict each other. Both are kept until someone writes the answer again.
review-doc-by = By { $people }
review-doc-silent = No answer that these readers may see: { $questions }.
review-doc-cleared = { $state } has cleared this version.
review-doc-cleared-before = { $state } cleared an earlier version; it has changed since.
review-doc-language = { $language }
review-doc-version-of = version of { $by }
review-doc-no-translation = Not translated yet.
review-doc-old-translation = (older than its original)
review-doc-closing = Difficulties, technical assistance, good practice, cases
review-doc-closing-help = Which difficulties were met? Which technical assistance is needed (legislative drafting, model legislation, good practice, training, mentor, equipment, data system, other), and how urgently? Which practice could help others? Which cases show it?
review-doc-orphans = Answers whose question this version of the questionnaire does not have
review-doc-fill = In the Word form, write into the fields: palermo review import takes in what was written there as new versions, and reads nothing else. On paper and as a page this is to be read and written on by hand.
review-doc-only-if = Only if the answer to { $question } is: { $answers }
review-doc-no-observations = No observations yet
review-doc-process = How the review was held
review-doc-rounds = { $messages ->
    [one] One message
   *[other] { $messages } messages
} in { $rounds ->
    [one] one round
   *[other] { $rounds } rounds
}
review-doc-responds = responds to { $questions }
review-doc-not-agreed = Points not agreed, or agreed in part
review-doc-too-long = { $words } words: more than the { $most } that this paper should have. Nothing was cut.
review-doc-feedback = Written feedback of { $state }
review-doc-round = Round { $round }
review-doc-in-reply = in reply to { $id }
review-doc-no-progress = Nothing was reported yet
review-doc-assistance = Needs and offers of technical assistance
review-doc-no-matches = No offer is of a kind that is needed.
review-doc-fits = Fits
review-doc-beside = Answers of the State under review and parallel answers to the same questions, side by side. It is for readers to weigh them; the program does not.
review-doc-no-parallel = No parallel answers have been handed over.
review-doc-coalition = { $name }: { $members }
review-doc-paper = Background paper “{ $title }”, for { $dialogue }
review-doc-invited = Invited: { $names }
review-doc-came = Came: { $names }
review-doc-absent = Did not come: { $names }
review-doc-no-paper = There is no such paper here that these readers may see.
review-doc-for-dialogue = For { $dialogue }
review-doc-no-country = In a constructive dialogue no country is named.
review-doc-table = Counted from { $rows ->
    [one] one request
   *[other] { $rows } requests
} up to { $day }; counts below { $smallest } are not shown. Table: SHA-256 { $sha256 }…
review-doc-two-series = Targets and events are two series. A target is counted from targets alone: a late step does not move the next one.
review-doc-start = The phase begins: { $day }
review-doc-no-start = The first day of this phase is not recorded, so that no target can be counted.
review-doc-no-target = none documented
review-doc-set = set by the parties
review-doc-on-time = on time
review-doc-late = { $days ->
    [one] one day late
   *[other] { $days } days late
}
review-doc-overdue = { $days ->
    [one] overdue by one day
   *[other] overdue by { $days } days
}

review-class-public = Public
review-class-parties = For States parties – document of the Conference
review-class-restricted = Restricted – for those who take part in this review
review-class-own = Own file of the organisation
review-class-short-draft = not cleared
review-class-short-restricted = restricted
review-class-short-parties = parties
review-class-short-public = public

review-value-yes = Yes
review-value-in-part = Yes, in part
review-value-no = No
review-field-answer = Answer
review-field-chosen = Yes
review-field-not-chosen = No
review-field-figures = Figures, one a line: what is counted; period; value; source
review-field-authority = Authority and contact, or what was notified
review-field-text = Text
review-field-new-text = New paragraph
review-field-law = Legislation, cases, links, one a line: title; provision; address

review-lack-answer = No answer yet.
review-lack-agreement = Two versions contradict each other.
review-lack-confirmation = Taken over from elsewhere: to be confirmed.
review-lack-reference = No reference to legislation or another source.
review-lack-explanation = “No” or “in part” without an explanation.
review-lack-translation = A translation is missing or old.

review-evidence-legislation = Legislation:
review-evidence-case = Case:
review-evidence-statistic = Figure:
review-evidence-decision = Decision table:
review-evidence-source = Source:
review-finding-gap = Gaps and challenges
review-finding-good-practice = Successes and good practices
review-finding-suggestion = Suggestions
review-finding-ta-need = Needs of technical assistance
review-priority-high = high priority
review-priority-medium = medium priority
review-priority-low = low priority
review-assent-yes = agreed
review-assent-partly = agreed in part
review-assent-no = not agreed
review-progress-planned = planned
review-progress-underway = under way
review-progress-done = done
review-progress-not-planned = not planned
review-misfit-kind = another kind
review-misfit-instrument = for other instruments
review-misfit-language = in other languages
review-misfit-expired = has run out
review-mail-query = Question
review-mail-reply = Reply
review-mail-note = Note
review-series-target = target
review-series-actual = took place

review-col-key = Id
review-col-state = State
review-col-assent = Agreement
review-col-note = Reason
review-col-article = Article
review-col-finding = Kind
review-col-text = Text
review-col-progress = Progress
review-col-need = Need
review-col-offer = Offer
review-col-fit = Fit
review-col-voice = Who
review-col-answer = Answer
review-col-step = Step
review-col-target = Target
review-col-actual = Took place
review-col-late = Difference
review-col-question = Question
review-col-question-text = Question in words
review-col-instrument = Instrument
review-col-cluster = Cluster
review-col-tag = Tag
review-col-references = References
review-col-lacks = Lacking
review-sheet-answers = Answers
review-sheet-observations = Observations
review-sheet-calendar = Calendar

## What figures say

review-direction-in = received
review-direction-out = sent
review-obstacle-returned = sent back to be completed
review-obstacle-no-consultation = refused without consultation
review-obstacle-no-reasons = refused without reasons
review-obstacle-not-submitted = national not extradited and case not submitted
review-obstacle-unacknowledged = not acknowledged

review-effect-question-stronger = Has cooperation grown stronger since ratification?
review-effect-question-effective = How effective were extradition, mutual legal assistance and the alternatives, and why?
review-effect-question-reform = Which reform would help?
review-effect-contradictions = Answers that the figures do not bear out
review-effect-nothing = The data at hand gives no answer.
review-effect-limits = What the data does not tell
review-effect-behind = { $count ->
    [one] one request met this
   *[other] { $count } requests met this
}
review-effect-no-table = No table of requests was given.
review-effect-no-ratification = It is not recorded when the State became a party.
review-effect-no-rows-before = The table holds nothing from before { $since }, when the { $treaty } entered into force for the State: there is nothing to compare with.
review-effect-span = The { $treaty } entered into force for the State on { $since }; the table covers { $before } years before and { $after } years after.
review-effect-short-span = Less than two years on one side of that day: chance weighs heavily.
review-effect-silent = { $missing ->
    [0] {""}
    [one] {" "}One does not say.
   *[other] {" "}{ $missing } do not say.
}
review-effect-few-rows = Too few requests to say anything.
review-effect-no-cause = Other things changed in the same years: a difference is no proof that the treaty made it.
review-effect-outside-table = Cooperation that leaves no request (trust, calls, joint training) is not in any table.
review-effect-more-requests = More requests a year: { $after }, after { $before } before. That may mean more use or more crime.
review-effect-fewer-requests = Fewer requests a year: { $after }, after { $before } before.
review-effect-same-requests = Requests a year went from { $before } to { $after }; chance alone could do that.
review-effect-faster = Half were settled within { $after } days, after { $before } days before: faster.
review-effect-slower = Half were settled within { $after } days, after { $before } days before: slower.
review-effect-same-time = The median went from { $before } to { $after } days; the intervals overlap, so that no change is shown.
review-effect-no-median = Fewer than half were settled in the time covered, so that there is no median.
review-effect-within-year = Of { $count } requests, within a year: { $executed } executed, { $partly } in part, { $refused } refused, { $withdrawn } withdrawn, { $open } still open.
review-effect-median = { $days ->
    [one] Half were settled within a day
   *[other] Half were settled within { $days } days
} (95% interval { $low } to { $high }; open ones counted).
review-effect-backlog = { $open } open at the end, { $old } of them for more than a year.
review-effect-reciprocity = Half of those received took { $ratio } times as long as half of those sent.
review-effect-refused-for = { $count ->
    [one] Refused once
   *[other] Refused { $count } times
} for: { $ground }.
review-effect-refused-other = { $count ->
    [one] One refusal on another ground or without one.
   *[other] { $count } refusals on other grounds or without one.
}
review-effect-grounds-hidden = Grounds of refusal are too few each to be shown.
review-effect-complete-at-first = { $numerator } of { $denominator } ({ $share }) were never sent back.{ review-effect-silent }
review-effect-on-time = { $numerator } of { $denominator } urgent ones ({ $share }) were executed by their deadline.{ review-effect-silent }
review-effect-consulted = Before { $numerator } of { $denominator } refusals ({ $share }) the other State was consulted.{ review-effect-silent }
review-effect-reasons = { $numerator } of { $denominator } refusals ({ $share }) gave reasons.{ review-effect-silent }
review-effect-submitted = { $numerator } of { $denominator } cases refused for nationality ({ $share }) were submitted at home.{ review-effect-silent }
review-effect-by-convention = { $numerator } of { $denominator } ({ $share }) rested on the Convention.{ review-effect-silent }
review-effect-used = The results of { $numerator } of { $denominator } executed ones ({ $share }) were used before a court.{ review-effect-silent }
review-effect-video = In { $numerator } of { $denominator } ({ $share }) someone was heard by video.{ review-effect-silent }
review-effect-compensated = After { $numerator } of { $denominator } ({ $share }) a victim was compensated.{ review-effect-silent }
review-effect-harmed = In { $numerator } of { $denominator } ({ $share }) the process harmed a victim.{ review-effect-silent }
review-effect-waited = { $share } of the time lay with the requesting State ({ $rows } requests).{ review-effect-silent }
review-effect-translation = { $share } of the time went to translation ({ $rows } requests).{ review-effect-silent }
review-effect-assets = Requests in which assets were traced: { $traced }; frozen: { $frozen }; confiscated: { $confiscated }; confiscation enforced: { $enforced }; returned or shared: { $returned }; given to victims: { $victims }. Steps that too few end at count with the one before.
review-effect-yielded = { $rows } joint investigations came to { $arrests } arrests, { $victims } victims identified and { $prosecutions } prosecutions.
review-effect-not-said = The column { $column } of the table says nothing of them.
review-effect-impermissible = Some refusals name a ground that the Convention excludes; each is a question to be asked.
review-effect-no-use-of-results = Whether results were used in court is not in the table.
review-effect-no-victims = What cooperation meant for victims is not in the table.
review-effect-no-assets = What was frozen, confiscated and returned is not in the table.
review-effect-no-delay-owner = Who caused a delay (authority, court, third party) is not in the table.
review-effect-refused-rows = { $rows ->
    [one] One row of the table could not be read and is not counted.
   *[other] { $rows } rows of the table could not be read and are not counted.
}
review-effect-no-obstacle = No obstacle was met often enough to point to a reform.
review-effect-observations = The reviewers made { $suggestions ->
    [0] no suggestion
    [one] one suggestion
   *[other] { $suggestions } suggestions
} and named { $needs ->
    [0] no need
    [one] one need
   *[other] { $needs } needs
} of technical assistance; see the list of observations.
review-effect-no-observations = There are no observations that these readers may see.
review-effect-no-forecast = That a reform removes an obstacle is not that it changes outcomes: nothing here forecasts.
review-effect-contradicts = does not fit { $count ->
    [one] one row
   *[other] { $count } rows
}: { $group }, { $what }.
review-effect-contradicts-few = does not fit some rows: { $group }, { $what }.

## Command line

review-opened = Opened { $file }: review { $id }, { $parts ->
    [one] one part
   *[other] { $parts } parts
} of the questionnaire.
review-exists = { $file } is there already.
review-exists-help = choose another name; a review is never overwritten
review-written = { $count ->
    [one] One statement
   *[other] { $count } statements
} added to { $file }.
review-nothing-said = Nothing was given to write.
review-nothing-said-help = give at least one of the options that `--help` names
review-no-state = “{ $state }” is no State that is known here.
review-no-state-help = give its name in English or French, or its code, such as CA
review-no-pair = “{ $text }” is not of the form expected.
review-no-pair-help = write a cluster or an instrument, an equals sign and a date, such as I=2026-01-05 or untoc=2003-09-29
review-cannot-read = { $file } cannot be read: { $error }
review-cannot-read-help = check the path; nothing was changed
review-no-text = { $file } is no text: byte { $byte } is no UTF-8.
review-cannot-write = { $file } cannot be written: { $error }
review-cannot-write-help = choose another place; what stood there stands there still
review-row-refused = { $file }, line { $line }: “{ $found }” in the column { $column } is not understood; the row is left out.
review-did-you-mean = Did you mean { $names }?
review-fault-form = { $file }, line { $line }: this is no statement ({ $detail }). It was kept as it is.
review-fault-changed = { $file }, line { $line }: it was changed after it was written, and does not count. It was kept as it is.
review-fault-unknown = { $file }, line { $line }: a statement of another version of the program ({ $detail }). It was kept as it is.
review-lots-head = Lots for phase { $phase }, seed “{ $seed }”, { $states ->
    [one] one State
   *[other] { $states } States
}:
review-lots-same = same region
review-lots-other = other region
review-lots-nobody = –
review-lots-repeat = To repeat it: the lot of a State is the SHA-256 of seed|phase|State under review|State; the lowest of those that reviewed least is drawn. See docs/review.md.
review-status-line = { $file }: { $state }, { $answered } of { $asked ->
    [one] one question
   *[other] { $asked } questions
} answered, { $observations ->
    [one] one observation
   *[other] { $observations } observations
}
review-status-head = Review of { $state } ({ $id }), reviewed by { $reviewers }; { $statements ->
    [one] one statement
   *[other] { $statements } statements
}; questionnaire { $version }
review-status-part = { $cluster } · { $instrument }: { $answered } of { $asked } answered, { $complete } complete
review-adopt-orphans = Without a question in this version, and kept: { $questions }
review-kind-yes-no = yes / in part / no
review-kind-choice = choice
review-kind-text = words
review-kind-number = figures
review-kind-designation = authority or notification
review-kind-references = references
review-questions-ours = The wording is ours: drafts, not the questions adopted by the Conference of the Parties. Tags: S page, K known, K? to be verified.
review-no-statistic = “{ $text }” cannot be cited.
review-no-statistic-help = write MEASURE:GROUP:in or out, such as M2:mla:in; groups: { $groups }
review-no-statistic-small = the measure is not known here (M1 to M11, M15 to M18), or the count is too small to be shown
review-days = { $days ->
    [one] one day
   *[other] { $days } days
}
review-no-day = No day was given.
review-no-day-help = give --on DATE for what took place, or --due DATE for a target
review-for-ever = What is made public cannot be taken back.
review-for-ever-help = read the paragraphs again; then add --for-ever
review-undone = Taken back: { $what }
review-version-holds = holds
review-version-replaced = replaced
review-version-undone = taken back
review-not-parallel = This is the review itself, not an organisation's own file.
review-not-parallel-help = an organisation begins its own with palermo review new --civil-society NAME
review-nothing-released = Nothing has been released yet.
review-nothing-released-help = release what is to be handed over: palermo review publish FILE PLACE --class restricted, parties or public
review-handed-over = { $count ->
    [one] One statement in { $file }; the focal point takes it
   *[other] { $count } statements in { $file }; the focal point takes them
} in with palermo review import.
review-no-paper = There is no paper “{ $paper }”.
review-out-is-in = The paper would overwrite the review.
review-no-copy = A copy of the review bears the names of those who wrote, and is for those who take part.
review-no-copy-help = for everybody, write .json, .html or another paper
review-no-form = There is no form “{ $form }”.
review-no-form-help = end the name with .docx, .pdf, .html, .xlsx, .json, .schema.json, .ics or .review
review-no-pdf = This program was built without PDF.
review-exported = Wrote { $file } ({ $bytes ->
    [one] one byte
   *[other] { $bytes } bytes
}).
review-no-reuse = It is not said where the answers come from.
review-no-reuse-help = add --reused "mechanism; date", such as --reused "UNCAC, second cycle; 2019-05-02"
review-no-json = The file does not hold answers: { $error }
review-no-json-help = expected the form that palermo review export writes as .json
review-docx-help = expected a .docx that palermo review export wrote from the paper `questionnaire`
review-taken-in = { $count ->
    [0] Nothing new in it.
    [one] One new statement was taken in.
   *[other] { $count } new statements were taken in.
}
review-merged = { $left } and { $right } statements make { $all }, in { $file }.
review-conflicts = { $count ->
    [one] One place where two people contradict each other
   *[other] { $count } places where two people contradict each other
}, kept until someone writes there again: { $places }

review-error-knowledge-help = the program's knowledge is broken; this is not your doing
review-error-question = There is no question { $question }.
review-error-question-help = `palermo review questions` lists all
review-error-version = The questionnaire { $version } is not here ({ $known } is).
review-error-version-help = no answer is lost; give the folder of that version with --questionnaires, or change over with palermo review adopt
review-error-article = Article { $article } of the { $instrument } is not reviewed in cluster { $cluster }.
review-error-article-elsewhere = it stands in cluster { $cluster }
review-error-article-help = the articles of each cluster stand in reviews/mechanism.yaml
review-error-assistance = There is no kind of assistance “{ $kind }”.
review-error-assistance-help = legislative_drafting, model_law, good_practice, training, mentor, equipment, data_system, other
review-error-key = There is no { $what } “{ $key }”.
review-error-key-help = `palermo review history FILE` names everything that is there
review-thing-observation = observation
review-thing-offer = offer
review-thing-message = message
review-thing-paragraph = paragraph
review-thing-place = place
review-error-person = { $name } is not named in this review.
review-error-person-help = the focal point names people with palermo review person
review-error-answer = { $question } does not take that answer.
review-error-answer-yes-no = it takes --value yes, in-part or no
review-error-answer-choice = it takes --choose, with: { $choices }
review-error-answer-text = it takes --text
review-error-answer-number = it takes --figure "what; period; value; source"
review-error-answer-designation = it takes --designated
review-error-answer-references = it takes --law, --case or --source
review-error-right = { $role } may not { $act }.
review-error-right-help = roles and what they may do stand in reviews/mechanism.yaml; palermo review status names the people
review-role-focal-point = This focal point
review-role-expert = A governmental expert
review-role-reviewer = This reviewer
review-role-observer = An observer
review-role-secretariat = The secretariat
review-role-civil-society = Civil society
review-role-parties = A party
review-role-public = The public
review-act-write = write here
review-act-answer = answer for the State under review
review-act-observe = write observations of a reviewing State
review-act-agree = agree for that State
review-act-clear = clear outputs
review-act-release = open paragraphs to others
review-act-follow-up = report on follow-up
review-act-nominate = name this person
review-error-date = “{ $text }” is no date.
review-error-date-help = write year, month and day, such as 2026-07-01
review-error-order = { $date } lies before { $earlier }, the first day of the phase.
review-error-order-help = check the date, or the first day of the phase (--step start)
review-error-unrelated = These are two different reviews: { $left } and { $right }.
review-error-unrelated-help = nothing was changed; to take over answers of an earlier review use palermo review import --reused
review-error-no-review = This is no review: its opening is missing.
review-error-no-review-help = expected a file that palermo review new wrote
review-error-undo = There is nothing of { $name } to take back.
review-error-undo-help = one takes back one's own acts only
review-error-public = What was made public cannot be taken back.
review-error-public-help = write a new version instead; it is not public until it is released
review-error-nothing = There is nothing there yet.
review-error-narrower = It is open to that circle already, or to a wider one: { $class }.
review-error-pool = { $state } is not in the table of the draw.
review-error-pool-help = give the table that holds it
review-error-table = Line { $line }: { $column }: “{ $found }” is not what was expected.
review-error-table-help = the form of the table is in docs/review.md
review-output-answers = Answers
review-output-observations = List of observations
review-output-summary = Summary
review-instrument-untoc = Convention
review-instrument-tip = Trafficking in Persons Protocol
review-instrument-som = Smuggling of Migrants Protocol
review-instrument-firearms = Firearms Protocol
