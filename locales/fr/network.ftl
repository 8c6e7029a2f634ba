# Le réseau : mesures, acteurs clés, phases, liens probables. Les clés commencent par `network-`.

network-key-title = Qui compte ensemble
network-key-intro = Des ensembles d'acteurs, chacun avec ses comptes, téléphones et véhicules. Le meilleur ensemble est rarement celui des meilleurs. Ce sont des pistes d'enquête, non une mesure de culpabilité.
network-key-disrupt = Sans ces { $count }, { $share } des paires qui restent ne pourraient plus se joindre ; sans les { $count } plus intermédiaires, { $between }.
network-key-reach = Ces { $count } atteignent { $share } de tous en deux pas.
network-key-proved = Aucun autre ensemble de cette taille ne fait plus : tous ont été écartés.
network-key-not-proved = Trouvé pas à pas ; il peut en exister un meilleur.
network-standing-title = Qui mène peut-être
network-standing-intro = D'après ce que chacun fait dans plusieurs sortes d'indices, puis d'après le nombre de chemins qui passent par lui. Entre parenthèses, les places qu'il aurait si un autre n'avait jamais été vu. Qui est peut-être migrant ou victime n'y figure pas.
network-col-rank = Place
network-col-interval = Si l'un manquait
network-likely-title = Liens qui manquent probablement
network-likely-intro = Aucun enregistrement ne lie ces deux-là ; la forme des autres liens le suggère. Si un dixième des liens manque, la probabilité est celle qui est indiquée ; entre parenthèses, ce qu'elle serait si un dixième des acteurs n'avait jamais été vu. Sur des liens cachés à cette fin, { $auc } des comparaisons étaient justes.
network-likely-none = Rien n'est suggéré ici : { $why }.
network-col-probability = Probable
network-col-shared = Tous deux liés à
network-col-settle = Ce qui trancherait
network-abstains-too-few-ties = il y a trop peu de liens pour en apprendre
network-abstains-hardly-better-than-chance = les liens cachés à cette fin ont été retrouvés à peine mieux que par hasard, comme dans les chaînes d'appels
network-abstains-nothing-likely = aucune paire n'atteint une probabilité d'un dixième
network-abstains-too-large = le réseau est trop grand pour comparer toutes les paires ; regardez-en une partie
network-settle-calls-between = les relevés d'appels et de messages des deux, pour le temps où tous deux étaient actifs
network-settle-payments-between = les relevés de compte des deux et de qui se tient entre eux
network-settle-bookings-together = les listes de passagers, réservations et registres d'hébergement des jours où l'un a voyagé
network-settle-papers-of-both = les dossiers d'après lesquels les papiers des deux ont été délivrés
network-time-title = Comment il a grandi
network-time-intro = Ce que chaque mois a ajouté, et quand chaque communauté a fait l'essentiel de ce qu'elle a fait.
network-col-new-nodes = Nouveaux
network-col-new-ties = Nouveaux liens
network-col-ties = Liens vus
network-col-events = Événements
network-col-community = Communauté
network-col-phase = Ce qu'elle a fait
network-groups = En { $count } communautés ; des calculs partis de points différents concordent à { $agreement }. D'un regard plus fin ou plus large, il y en a { $others }.
network-text-read = { $nodes } nœuds et { $ties } liens, en { $components ->
    [one] une partie
   *[other] { $components } parties
}.
network-text-groups = { $count } communautés, modularité { $quality } ; les calculs concordent à { $agreement }.
network-text-between = Les plus intermédiaires :
network-text-cut = Sans { $set } : { $share } des paires séparées ({ $proof }) ; sans les plus intermédiaires : { $between }.
network-text-reach = { $set } atteignent { $share } en deux pas ({ $proof }).
network-text-proved = prouvé
network-text-greedy = non prouvé
network-text-likely = Manquent probablement (sur des liens cachés, { $auc } justes) :
network-text-refused = { $count ->
    [one] Une ligne a été laissée de côté.
   *[other] { $count } lignes ont été laissées de côté.
} La première : ligne { $line }, { $why }.
network-text-short = elle a moins de deux cellules
network-text-weight = son poids n'est pas un nombre au-dessus de zéro
network-text-self = elle lie un nœud à lui-même

only = Le réseau et les itinéraires ne montrent pas tout, seulement : { $parts }. Les alertes portent sur tout.
only-layers = les liens de { $what }
only-from = depuis le { $what }
only-until = jusqu'au { $what }
only-countries = ce qui s'est passé dans ces pays : { $what }
only-sources = les enregistrements de { $what }
only-handling = les sources traitées comme { $what }
since-title = Nouveau depuis le { $day }
since-none = Rien de nouveau depuis.
since-nodes = { $count ->
    [one] Un nœud :
   *[other] { $count } nœuds :
}
since-ties = { $count ->
    [one] Un lien :
   *[other] { $count } liens :
}
since-grown = { $count ->
    [one] Un lien revu :
   *[other] { $count } liens revus :
}
since-roles = { $count ->
    [one] Un rôle supposé, ou plus sûrement :
   *[other] { $count } rôles supposés, ou plus sûrement :
}
