# The network: measures, key players, phases, likely ties. Keys begin with `network-`.

network-key-title = Who matters together
network-key-intro = Sets of actors, each with their accounts, phones and vehicles. The best set is seldom the set of the best. These are lines of enquiry, no measure of guilt.
network-key-disrupt = Without these { $count }, { $share } of the pairs that are left could no longer reach each other; without the { $count } most between, { $between }.
network-key-reach = These { $count } reach { $share } of all within two steps.
network-key-proved = No other set of this size does more: all were ruled out.
network-key-not-proved = Found step by step; a better set may exist.
network-standing-title = Who may lead
network-standing-intro = By what each does in several kinds of evidence, then by how many ways lead through them. The places in brackets are what they would be had any one other never been seen. Who may be a migrant or victim is left out.
network-col-rank = Place
network-col-interval = Had one been missed
network-likely-title = Ties that are probably missing
network-likely-intro = No record ties these two; the pattern of the others suggests it. If a tenth of all ties is missing, the probability is as shown; in brackets what it would be had a tenth of the actors never been seen. On ties hidden for the purpose, { $auc } of the comparisons came out right.
network-likely-none = Nothing is suggested here: { $why }.
network-col-probability = Probable
network-col-shared = Both are tied to
network-col-settle = What would settle it
network-abstains-too-few-ties = there are too few ties to learn from
network-abstains-hardly-better-than-chance = ties hidden for the purpose were found again hardly better than by chance, as in chains of calls
network-abstains-nothing-likely = no pair comes to a probability of one in ten
network-abstains-too-large = the network is too large to compare all pairs; look at a part of it
network-settle-calls-between = the call and message records of both, for the time in which both were active
network-settle-payments-between = statements of the accounts of both, and of who stands between
network-settle-bookings-together = passenger lists, bookings and lodging registers of the days on which either travelled
network-settle-papers-of-both = the files from which the papers of both were issued
network-time-title = How it grew
network-time-intro = What each month added, and when each community did most of what it did.
network-col-new-nodes = New
network-col-new-ties = New ties
network-col-ties = Ties seen
network-col-events = Events
network-col-community = Community
network-col-phase = What it did
network-groups = In { $count } communities; runs from different starts agree to { $agreement }. With finer or coarser eyes there are { $others }.
network-text-read = { $nodes } nodes and { $ties } ties, in { $components ->
    [one] one part
   *[other] { $components } parts
}.
network-text-groups = { $count } communities, modularity { $quality }; runs agree to { $agreement }.
network-text-between = Most between:
network-text-cut = Without { $set }: { $share } of pairs apart ({ $proof }); without the most between: { $between }.
network-text-reach = { $set } reach { $share } within two steps ({ $proof }).
network-text-proved = proved best
network-text-greedy = not proved
network-text-likely = Probably missing (on hidden ties { $auc } right):
network-text-refused = { $count ->
    [one] One line was left out.
   *[other] { $count } lines were left out.
} The first: line { $line }, { $why }.
network-text-short = it has fewer than two cells
network-text-weight = its weight is not a number above zero
network-text-self = it ties a node to itself

only = Not all of the evidence is drawn here and under routes, only: { $parts }. Alerts are of all.
only-layers = ties of { $what }
only-from = since { $what }
only-until = until { $what }
only-countries = what happened in { $what }
only-sources = records of { $what }
only-handling = sources handled as { $what }
since-title = New since { $day }
since-none = Nothing new since then.
since-nodes = { $count ->
    [one] One node:
   *[other] { $count } nodes:
}
since-ties = { $count ->
    [one] One tie:
   *[other] { $count } ties:
}
since-grown = { $count ->
    [one] One tie seen again:
   *[other] { $count } ties seen again:
}
since-roles = { $count ->
    [one] One role suggested, or more surely:
   *[other] { $count } roles suggested, or more surely:
}
