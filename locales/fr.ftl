# Tout ce qu'une personne lit, en français. L'anglais est dans en.ftl, avec les mêmes clés et les mêmes valeurs ; un test
# les compare. Clés par partie : la page d'abord, puis les mots des codes, puis la ligne de commande (`cli-`).

## La page

page-title = Tableau des éléments recueillis
page-as-of = État au { $day }
page-skip = Aller au résumé
page-parts = Parties de cette page
page-close = Fermer
page-footer = Établi par Palermo à partir des sources énumérées ci-dessus. Cette page contient tout ce qu'elle montre et ne charge rien. Elle porte des données personnelles : ne la conservez et ne la transmettez que selon la base légale et le code de traitement de ses sources.

note-hypothesis = Tout ce qui est relevé ici est une hypothèse tirée d'enregistrements, à vérifier par une personne. Aucun score n'est une preuve de culpabilité.
note-victims = Une personne qui est peut-être une victime est à protéger ; elle n'est pas suspecte. Les signes qui la concernent sont montrés pour l'aider.
note-law = Ceci n'est pas un avis juridique. Rien ici ne décide des droits de quiconque.

left-out = { $count ->
    [one] Un autre n'est pas montré ici ; les fichiers exportés le contiennent.
   *[other] { $count } autres ne sont pas montrés ici ; les fichiers exportés les contiennent.
}
and-more = et { $count } de plus
period = { $from } au { $to }

## Résumé

summary-title = Résumé
summary-read = { $records } provenant de { $sources } ont été lus ; il y est question de { $entities } et de { $events }.
summary-joined = { $count ->
    [0] Aucune entrée n'a été jugée désigner la même personne ou la même chose.
    [one] Une personne ou chose figure sous plusieurs entrées, qui ont été réunies.
   *[other] { $count } personnes ou choses figurent sous plusieurs entrées, qui ont été réunies.
}
summary-alerts = { $count ->
    [0] Aucune alerte n'a été donnée.
    [one] Une alerte mérite un examen.
   *[other] { $count } alertes méritent un examen.
}
summary-protective = { $count ->
    [one] Une personne a peut-être besoin de protection.
   *[other] { $count } personnes ont peut-être besoin de protection.
}
summary-rejected = { $count ->
    [one] Un enregistrement n'a pas pu être lu ; il est indiqué avec le motif.
   *[other] { $count } enregistrements n'ont pas pu être lus ; ils sont indiqués avec le motif.
}
summary-first = À regarder d'abord

count-sources = { $count ->
    [one] une source
   *[other] { $count } sources
}
count-records = { $count ->
    [one] { $count } enregistrement
   *[other] { $count } enregistrements
}
count-entities = { $count ->
    [one] { $count } personne ou chose
   *[other] { $count } personnes et choses
}
count-events = { $count ->
    [one] { $count } événement
   *[other] { $count } événements
}
count-times = { $count ->
    [one] une fois
   *[other] { $count } fois
}
count-neighbours = { $count ->
    [one] un voisin
   *[other] { $count } voisins
}

tile-alerts = { $count ->
    [one] alerte
   *[other] alertes
}
tile-hits = { $count ->
    [one] déclenchement de règle
   *[other] déclenchements de règles
}
tile-nodes = { $count ->
    [one] nœud du réseau
   *[other] nœuds du réseau
}
tile-communities = { $count ->
    [one] communauté
   *[other] communautés
}
tile-routes = { $count ->
    [one] itinéraire
   *[other] itinéraires
}
tile-records = { $count ->
    [one] enregistrement lu
   *[other] enregistrements lus
}
tile-rejected = { $count ->
    [one] enregistrement refusé
   *[other] enregistrements refusés
}

## Alertes

alerts-title = Alertes
alerts-intro = Une alerte exige plusieurs règles de plusieurs familles d'indices indépendantes. Chaque phrase ci-dessous mène aux enregistrements qui ont déclenché sa règle et au signal publié sur lequel elle repose.
alerts-none = Aucun sujet ne réunit assez de familles d'indices indépendantes pour une alerte.
alert-number = Alerte { $number }
alert-protective-number = Protéger d'abord · alerte { $number }
alert-protective = a peut-être besoin de protection
alert-behind-note = Le compte lui-même rassemble ou transmet de l'argent pour d'autres : qui se trouve derrière peut être déclaré, tandis que le titulaire reste protégé.
alert-protective-note = Les signes correspondent à une personne peut-être exploitée ou qui paie sous la contrainte. Veillez d'abord à sa sécurité. Elle n'est pas, par défaut, le sujet d'une déclaration.
alert-may-be = Peut-être :
alert-hypothesis = Hypothèse suggérée par les règles entre parenthèses.
alert-families = { $count ->
    [one] Une famille d'indices :
   *[other] { $count } familles d'indices :
}
single-title = { $count ->
    [one] Une règle s'est déclenchée hors de toute alerte
   *[other] { $count } règles se sont déclenchées hors de toute alerte
}
single-intro = Un seul signe a bien des explications innocentes. Ceux-ci sont montrés pour que rien ne soit caché.
rows-label = Enregistrements à l'appui de ce constat
rows-more = { $count ->
    [one] En montrer un de plus
   *[other] En montrer { $count } de plus
}
rows-other = Autres enregistrements :
rule-how = Comment cette règle décide
rule-numbers = Nombres de cette règle
origin-source = de la source
origin-ours = de nous

## Réseau

network-title = Réseau
network-intro = { $all ->
    [0] Le réseau est vide.
   *[other] { $nodes } nœuds sur { $all } sont dessinés, avec { $ties } liens entre eux. La taille dit combien le réseau tient par un nœud ; la couleur, sa communauté.
}
network-none = Aucun lien n'a été trouvé entre les personnes et les choses de ces sources.
network-drawing = Dessin du réseau ; les listes ci-dessous disent la même chose en mots
network-hint = Choisissez un nœud ou un trait pour voir sur quoi il repose.
legend = Légende
nodes-title = { $count ->
    [one] Un autre nœud du dessin
   *[other] Les { $count } autres nœuds du dessin
}
ties-title = { $count ->
    [one] Le lien du dessin en tableau
   *[other] Les { $count } liens du dessin en tableau
}
ties-label = Liens du réseau
community = communauté { $number }
betweenness = intermédiarité { $value }
see-alert = alerte { $number }
roles-title = Ce qu'ils font peut-être
roles-intro = Hypothèses tirées de ce que chacun fait dans le réseau, avec ce qui parle pour et contre. Plus de sortes d'indices rendent une hypothèse plus forte, jamais certaine.
role-may = Agit peut-être comme
grounds-for = Pour
grounds-against = Contre, ou manquant

## Itinéraires

routes-title = Itinéraires
routes-intro = Lieux où les enregistrements placent une personne ou un véhicule, dans l'ordre du temps. Les tirets sont des lacunes : rien ne dit comment le chemin a été parcouru. Les contours sont grossiers et ne disent rien du territoire de quiconque.
routes-none = Personne n'a été placé en deux lieux différents.
route-distance = environ { $km } km
linked-with = Lié à :
route-together = Vus aux mêmes lieux, aux mêmes heures :
leg-distance = { $km } km
leg-speed = { $kmh } km/h
leg-gap = lacune
leg-impossible = trop rapide pour un seul voyageur
leg-title = De l'étape { $from } à l'étape { $to }, { $km } km
map-label = Carte de l'itinéraire de { $subject }, { $stops } étapes ; la liste à côté dit la même chose
map-scale = { $km } km

## Chronologie

timeline-title = Chronologie
timeline-intro = { $days ->
    [one] Événements par jour, une ligne par sorte ; les barres du bas sont les épisodes des alertes.
    [7] Événements par semaine, une ligne par sorte ; les barres du bas sont les épisodes des alertes.
   *[other] Événements par période de { $days } jours, une ligne par sorte ; les barres du bas sont les épisodes des alertes.
}
timeline-none = Aucun événement n'a de date.
timeline-drawing = Événements dans le temps ; le tableau ci-dessous dit la même chose par mois
timeline-most = max. : { $count }
timeline-undated = { $count ->
    [one] Un événement n'a pas de jour et n'est pas dessiné.
   *[other] { $count } événements n'ont pas de jour et ne sont pas dessinés.
}
timeline-table = Événements par mois en tableau
time-unknown = heure inconnue

## Qui est qui

people-title = Qui est qui
people-intro = Entrées d'enregistrements différents jugées désigner le même, avec ce qu'elles partagent. Celles qui figurent dans le plus de sources viennent d'abord : aucune source ne les montre en entier.
people-none = Aucune entrée n'a été jugée désigner la même personne ou chose qu'une autre.

## Sources

sources-title = Sources
sources-intro = Ce qui a été lu, sous quelle autorité, et ce qu'il a fallu supposer à la lecture.
basis-delivered = Remis par
basis-legal = Base légale
basis-purpose = Finalité
basis-handling = Traitement
basis-retain = À conserver jusqu'au
peculiar-title = Ce qui est singulier dans les enregistrements
peculiar-intro = Compté et expliqué, avec les premiers enregistrements de chaque sorte. Rien n'a été refusé pour cela.
peculiar-repeated = Répété
peculiar-said-repeated = { $count ->
    [one] { $count } événement dit ce que dit un enregistrement antérieur de sa source, dans tout ce qui en est lu. Il est gardé et compte de nouveau : deux paiements égaux peuvent être réels tous les deux.
   *[other] { $count } événements disent ce que dit un enregistrement antérieur de leur source, dans tout ce qui en est lu. Ils sont gardés et comptent de nouveau : deux paiements égaux peuvent être réels tous les deux.
}
peculiar-out-of-order = Hors d'ordre
peculiar-said-out-of-order = { $count ->
    [one] { $count } événement est hors de l'ordre du temps que sa source suit par ailleurs. Les événements sont mis en ordre avant toute règle : sa place ne change donc rien.
   *[other] { $count } événements sont hors de l'ordre du temps que leur source suit par ailleurs. Les événements sont mis en ordre avant toute règle : leur place ne change donc rien.
}
peculiar-to-itself = À soi-même
peculiar-said-to-itself = { $count ->
    [one] { $count } événement va d'un titulaire à lui-même : entre ses propres comptes, ou une note à soi-même. Il est gardé, mais aucune règle ne le compte comme un flux.
   *[other] { $count } événements vont d'un titulaire à lui-même : entre ses propres comptes, ou des notes à soi-même. Ils sont gardés, mais aucune règle ne les compte comme un flux.
}
peculiar-sign-left-out = Signe moins laissé de côté
peculiar-said-sign-left-out = { $count ->
    [one] { $count } montant est négatif alors que son enregistrement dit autrement le sens. Le sens reste celui que dit l'enregistrement, et le montant compte comme positif.
   *[other] { $count } montants sont négatifs alors que leurs enregistrements disent autrement le sens. Le sens reste celui que disent les enregistrements, et les montants comptent comme positifs.
}
peculiar-turned-round = Paiement retourné
peculiar-said-turned-round = { $count ->
    [one] { $count } montant est négatif là où l'enregistrement dit dans quel sens est allé l'argent. Il a été pris pour un paiement en retour, dans l'autre sens.
   *[other] { $count } montants sont négatifs là où les enregistrements disent dans quel sens est allé l'argent. Ils ont été pris pour des paiements en retour, dans l'autre sens.
}
peculiar-amount-left-out = Montant négatif non compté
peculiar-said-amount-left-out = { $count ->
    [one] { $count } paiement a un montant négatif, qui peut être un retour ou non. Le montant est gardé avec le paiement, mais n'entre dans aucune somme.
   *[other] { $count } paiements ont des montants négatifs, qui peuvent être des retours ou non. Les montants sont gardés avec les paiements, mais n'entrent dans aucune somme.
}
peculiar-rounded = Montant arrondi
peculiar-said-rounded = { $count ->
    [one] { $count } montant est plus fin que la plus petite unité de sa monnaie, ou que deux décimales là où elle n'est pas connue. Il a été arrondi ; son enregistrement garde les chiffres tels qu'écrits.
   *[other] { $count } montants sont plus fins que la plus petite unité de leur monnaie, ou que deux décimales là où elle n'est pas connue. Ils ont été arrondis ; leurs enregistrements gardent les chiffres tels qu'écrits.
}
peculiar-zero-amount = Montant nul
peculiar-said-zero-amount = { $count ->
    [one] { $count } paiement est de rien. Il compte comme paiement et n'ajoute rien à aucune somme.
   *[other] { $count } paiements sont de rien. Ils comptent comme paiements et n'ajoutent rien à aucune somme.
}
peculiar-absurd-amount = Montant invraisemblable
peculiar-said-absurd-amount = { $count ->
    [one] { $count } montant est de mille milliards ou plus : rarement vrai, plus souvent un signe décimal mal lu. Il compte tel qu'écrit ; regardez son enregistrement avant de vous fier à ce qui en dépend.
   *[other] { $count } montants sont de mille milliards ou plus : rarement vrai, plus souvent un signe décimal mal lu. Ils comptent tels qu'écrits ; regardez leurs enregistrements avant de vous fier à ce qui en dépend.
}
peculiar-no-currency = Sans monnaie
peculiar-said-no-currency = { $count ->
    [one] { $count } montant est sans monnaie, ou sans monnaie écrite par un code de trois lettres. Il ne s'additionne qu'avec d'autres qui n'en ont pas.
   *[other] { $count } montants sont sans monnaie, ou sans monnaie écrite par un code de trois lettres. Ils ne s'additionnent qu'entre eux.
}
peculiar-unlisted-currency = Monnaie inconnue
peculiar-said-unlisted-currency = { $count ->
    [one] { $count } montant est dans une monnaie que l'ISO 4217 ne connaît pas. Elle reste telle qu'écrite, est prise pour avoir deux décimales, et le montant ne s'additionne qu'avec d'autres du même code.
   *[other] { $count } montants sont dans des monnaies que l'ISO 4217 ne connaît pas. Elles restent telles qu'écrites, sont prises pour avoir deux décimales, et les montants ne s'additionnent qu'avec d'autres du même code.
}
peculiar-no-zone = Heure sans fuseau
peculiar-said-no-zone = { $count ->
    [one] { $count } heure est sans fuseau horaire. Elle est prise pour l'heure locale, telle quelle ; pour l'ordre des événements elle est prise pour UTC, ce qui peut être faux de quelques heures face à d'autres sources.
   *[other] { $count } heures sont sans fuseau horaire. Elles sont prises pour des heures locales, telles quelles ; pour l'ordre des événements elles sont prises pour UTC, ce qui peut être faux de quelques heures face à d'autres sources.
}
peculiar-no-day = Jour inconnu
peculiar-said-no-day = { $count ->
    [one] { $count } événement est sans jour. Il est gardé, mais aucune règle qui regarde une durée ne le compte.
   *[other] { $count } événements sont sans jour. Ils sont gardés, mais aucune règle qui regarde une durée ne les compte.
}
peculiar-before-1970 = Daté de 1970 ou avant
peculiar-said-before-1970 = { $count ->
    [one] { $count } événement est daté du 1er janvier 1970 ou d'avant ; beaucoup de systèmes écrivent ce jour là où ils n'en ont pas. La date reste telle qu'écrite.
   *[other] { $count } événements sont datés du 1er janvier 1970 ou d'avant ; beaucoup de systèmes écrivent ce jour là où ils n'en ont pas. Les dates restent telles qu'écrites.
}
peculiar-far-date = Date loin des autres
peculiar-said-far-date = { $count ->
    [one] { $count } événement est daté à plus d'un an, et à plus que la durée des autres, des autres de sa source : peut-être une année mal tapée. La date reste telle qu'écrite, et la source compte comme allant jusque-là.
   *[other] { $count } événements sont datés à plus d'un an, et à plus que la durée des autres, des autres de leur source : peut-être des années mal tapées. Les dates restent telles qu'écrites, et la source compte comme allant jusque-là.
}
rejected-title = Enregistrements qui n'ont pas pu être lus
rejected-intro = Les premiers de chaque source ; tous, avec place et motif, sont dans le fichier des rejets.
rejected-elsewhere = Ils sont dans le fichier des rejets, chacun avec sa place et le motif.

## Ce qui reste ouvert

open-title = Questions ouvertes
open-intro = Ce que ces sources ne permettent pas de décider, et ce qui le permettrait. Inconnu ne veut pas dire non.
unknown-title = Règles qui n'ont pas pu être décidées
unknown-none = Toutes les règles ont pu être décidées sur ces sources.
undecided-title = Peut-être les mêmes, peut-être pas
undecided-intro = Ils partagent une valeur, mais elle est trop courante ou d'autres valeurs se contredisent. Une personne devrait regarder.
ambiguous-title = Lieux qui peuvent être plusieurs
ambiguous-intro = Ces noms conviennent à plus d'un lieu et n'ont pas été mis sur une carte.

## Enregistrements

records-title = Enregistrements
records-intro = { $count ->
    [0] Aucun enregistrement n'est cité sur cette page.
    [one] Le seul enregistrement cité sur cette page, tel qu'il figure dans sa source.
   *[other] Les { $count } enregistrements cités sur cette page, tels qu'ils figurent dans leurs sources.
}
record-view = Enregistrement
record-elsewhere = Le texte n'est pas disponible ici. Le repère dit où il se trouve dans la source.

## Têtes de colonne

col-when = Quand
col-what = Quoi
col-from = De
col-to = À
col-amount = Montant
col-place = Lieu
col-text = Texte
col-record = Enregistrement
col-records = Enregistrements
col-tie = Lien
col-weight = Poids
col-period = Période
col-month = Mois
col-who = Qui
col-entries = Entrées
col-sources = Sources
col-because = En raison de
col-probability = Probabilité
col-number = Nº
col-file = Fichier
col-format = Format
col-rejected = Refusés
col-assumed = Supposé
col-basis = Autorité
col-reason = Motif
col-rule = Règle
col-meaning = Ce que cela veut dire, et ce qui a été fait
col-where = Où
col-missing = Ce qui manque
col-subjects = Sujets
col-one = L'un
col-other = L'autre
col-share = Ce qu'ils partagent
col-written = Tel qu'écrit
col-candidates = Peut être
col-name = Nom
col-value = Valeur
col-origin = Origine

## Mots des codes

month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
month-short-1 = janv.
month-short-2 = févr.
month-short-3 = mars
month-short-4 = avr.
month-short-5 = mai
month-short-6 = juin
month-short-7 = juill.
month-short-8 = août
month-short-9 = sept.
month-short-10 = oct.
month-short-11 = nov.
month-short-12 = déc.

unit-row = ligne { $number }
unit-line = ligne { $number }

kind-person = personne
kind-organization = organisation
kind-party = personne ou organisation
kind-account = compte
kind-contact = téléphone ou compte d'utilisateur
kind-vehicle = véhicule
kind-document = document
kind-place = lieu
kind-other = autre

event-payment = paiement
event-message = message
event-call = appel
event-position = position
event-journey = trajet
event-stay = séjour
event-sighting = observation
event-crossing = passage
event-interview = entretien
event-tally = décompte
event-authorisation = préautorisation
event-login = connexion
event-exchange = change de billets
event-advert = annonce
event-application = demande
event-observation = observation

channel-unknown = canal inconnu
channel-cash = espèces
channel-card = carte
channel-transfer = virement
channel-wire = virement international
channel-e-transfer = virement par courriel
channel-remittance = transfert de fonds
channel-cheque = chèque
channel-draft = traite bancaire
channel-direct-debit = prélèvement
channel-payroll = salaire
channel-crypto = monnaie virtuelle
channel-refund = remboursement
channel-fee = frais
channel-interest = intérêts

layer-money = argent
layer-contact = contact
layer-link = lien
layer-shared-identifier = identifiant partagé
layer-movement = déplacement

join-payment = paiement
join-cash = espèces
join-message = messages
join-call = appels
join-holder = titulaire
join-owner = propriétaire
join-agent = agent
join-conductor = exécutant
join-travelled-in = a voyagé dans
join-together = ensemble
join-iban = IBAN
join-wallet = portefeuille
join-lei = LEI
join-imo = numéro OMI
join-mmsi = MMSI
join-passport = passeport
join-idNumber = numéro d'identité
join-taxNumber = numéro fiscal
join-registrationNumber = numéro d'immatriculation
join-username = nom d'utilisateur
join-accountNumber = numéro de compte
join-name-birthDate = nom et date de naissance
join-account-name = nom et même compte
join-iban-accountNumber = numéro de compte contenu dans l'IBAN
join-email = courriel
join-phone = téléphone
join-address = adresse

family-ADS = annonces
family-BEHAV = comportement
family-BIZ = entreprise
family-CASH = espèces
family-CONTROL = emprise sur autrui
family-DOCS = documents
family-FLOW = flux d'argent
family-KYC = données du client
family-LIVING = frais de la vie courante
family-LUX = luxe
family-MOVE = voyages
family-NET = réseau
family-PAYROLL = salaires
family-SMUG = paiements de passage
family-TEXT = messages
family-VALUE = montants
family-VENUE = établissements

role-broker = intermédiaire
role-collector = collecteur de paiements
role-controller = contrôleur
role-coordinator = coordinateur
role-nominee = prête-nom
role-transporter = transporteur
role-possible-victim = victime possible
role-payer-under-duress = payeur sous contrainte
role-migrant-or-possible-victim = migrant ou victime possible

confidence-weak = faible
confidence-moderate = moyenne
confidence-strong = forte

status-read = le document lui-même a été lu
status-secondary = d'après une page qui cite le document
status-recalled = pas encore vérifié

ground-acts-as = Ce qu'il fait peut aussi convenir à un rôle : { $role }.
ground-hit-suggests = La règle { $rule } suggère « { $role } ».
ground-alert-suggests = Une alerte suggère « { $role } », par { $rules }.
ground-bridges-communities = Relie { $communities } communautés (intermédiarité { $betweenness }).
ground-carries-others-across-border = { $carried ->
    [one] A transporté une autre personne par-delà une frontière.
   *[other] A transporté { $carried } autres personnes par-delà une frontière.
}
ground-crosses-border-in-company = { $company ->
    [one] A franchi des frontières ({ $countries }) avec une autre personne.
   *[other] A franchi des frontières ({ $countries }) avec { $company } autres.
}
ground-holder-unknown = On ne sait pas à qui est ce compte ou ce numéro.
ground-is-organisation = Est une organisation : son activité ordinaire peut l'expliquer.
ground-may-be-victim = Est peut-être un migrant ou une victime, que l'on y contraint.
ground-no-support-in-layer = Rien ne l'appuie dans cette sorte d'indices : { $layer }.
ground-passes-most-on = En a transmis la plus grande partie : { $passed }.
ground-pays-collector = { $collectors ->
    [one] Paie seulement, à un compte qui reçoit de beaucoup d'autres.
   *[other] Paie seulement, à { $collectors } comptes qui reçoivent de beaucoup d'autres.
}
ground-receives-from-many = { $senders ->
    [one] A reçu { $received } d'un expéditeur.
   *[other] A reçu { $received } de { $senders } expéditeurs.
}
ground-travels-in-company = { $company ->
    [one] A voyagé ({ $countries }) avec une autre personne.
   *[other] A voyagé ({ $countries }) avec { $company } autres.
}
ground-was-carried = { $journeys ->
    [one] A été transporté une fois dans le véhicule d'autrui.
   *[other] A été transporté { $journeys } fois dans le véhicule d'autrui.
}
ground-writes-to-many = A écrit à { $contacts } autres, { $sent } fois, plus que chacun d'eux.

## Ligne de commande

cli-resolving = Qui est qui, où est où
cli-indicators = Application des indicateurs
cli-network = Dessin du réseau
cli-writing = Écriture des fichiers
cli-nothing-readable = Rien ici n'a pu être lu. Ce qui a été tenté :
cli-read = Lus : { $files } fichiers, { $bytes } octets ; { $records } enregistrements, { $rejections } refusés (voir rejections.csv).
cli-not-recognised = Format non reconnu : { $files } fichiers. `palermo sources` dit pourquoi.
cli-not-opened = Non ouvert : { $error }
cli-later = Laissés de côté car postérieurs au { $date } : { $events } événements.
cli-peculiar = Singulier dans les enregistrements, expliqué dans le rapport : { $what }.
cli-evidence = Trouvés : { $entities } personnes et choses ({ $joined } réunies à partir de plusieurs entrées) et { $events } événements.
cli-network-found = Réseau : { $nodes } nœuds, { $edges } liens, { $communities } communautés, { $routes } itinéraires.
cli-alerts = Alertes : { $alerts } ; règles déclenchées { $hits } fois.
cli-alert = { $id }  { $subject } : { $families }
cli-more-alerts = … et { $alerts } de plus.
cli-open = Ouvrez { $path } dans un navigateur ; aucun réseau n'est nécessaire.
cli-show = Pour voir les enregistrements à l'appui d'un constat : palermo show { $out } alert-1
cli-hypotheses = Ce sont des hypothèses à vérifier par une personne. Une victime possible n'est pas suspecte.
cli-format = format
cli-records = enregistrements
cli-rejected = refusés
cli-bytes = octets
cli-source = source
cli-changed = Le fichier n'est pas celui qui a été lu : son SHA-256 diffère. Le texte ci-dessous est peut-être un autre enregistrement.
cli-source-gone = { $source } n'est plus là où il a été lu ; le texte ne peut être montré.

# Command line: packs

cli-packs-fault = { $file }, ligne { $line }, colonne { $column } : { $what }
cli-packs-fault-in-file = { $file } : { $what }
cli-packs-not-read = { $faults ->
    [one] Les lots ne peuvent être lus en l'état : un défaut. Rien d'autre n'a été vérifié.
   *[other] Les lots ne peuvent être lus en l'état : { $faults } défauts. Rien d'autre n'a été vérifié.
}
cli-packs-counted = Lots : { $packs } ; indicateurs : { $indicators } ; règles : { $rules } ; questions : { $items } ; listes : { $lists }.
cli-packs-faults = { $faults ->
    [0] Aucun défaut.
    [one] Un défaut.
   *[other] { $faults } défauts.
}
cli-packs-tested = Règles : { $rules } ; exemples qui doivent déclencher : { $fires } ; qui doivent laisser muette : { $quiet }. { $faults ->
    [0] Tous font ce qu'ils disent.
    [one] Un ne fait pas ce qu'il dit.
   *[other] { $faults } ne font pas ce qu'ils disent.
}
cli-packs-give-file = donnez le chemin d'un fichier de lots ou de listes (YAML)
cli-packs-verdicts-form = attendu : un CSV avec les colonnes subject, rule et verdict ; un verdict est confirmed ou dismissed
cli-packs-lint-them = `palermo packs lint` avec les mêmes fichiers nomme tout ce qui ne va pas
cli-packs-no-rule = Il n'y a pas de règle « { $rule } ».
cli-packs-nearest = Vouliez-vous dire { $rules } ?
cli-packs-rules-listed = `palermo packs coverage` énumère toutes les règles.

cli-packs-in-pack = { $pack } · { $file }, ligne { $line }
cli-packs-off = Non appliquée d'office : { $reason }
cli-packs-indicators = Signaux d'alerte publiés qui la fondent
cli-packs-looks-at = Ce qu'elle regarde
cli-packs-subject-account = Les paiements du titulaire d'un compte.
cli-packs-subject-sender = Les messages et les appels que quelqu'un a émis.
cli-packs-subject-member = Tout ce que fait quelqu'un, et les messages lus dans un groupe.
cli-packs-subject-person = Les identifiants que donnent des personnes.
cli-packs-subject-agent = Ce qui est passé par un agent, un déposant, un appareil ou un véhicule.
cli-packs-subject-household = Les paiements de tous ceux qui donnent la même adresse.
cli-packs-kind-window = Des dénombrements sur une durée glissante.
cli-packs-kind-sequence = Un événement après un autre.
cli-packs-kind-bunching = Des montants serrés sous une limite.
cli-packs-kind-shared = Un identifiant commun à plusieurs.
cli-packs-kind-motif = Une figure de paiements entre plusieurs.
cli-packs-kind-profile = Un mois, face à ce qui a été déclaré et à ce que font les pairs.
cli-packs-kind-questionnaire = Des réponses à des questions.
cli-packs-numbers = Ses nombres
cli-packs-number-src = de la source : { $reason }
cli-packs-number-ours = choisi par nous : { $reason }
cli-packs-lists = Listes qu'elle emploie
cli-packs-list = { $list } ({ $date }, { $entries ->
    [one] { $entries } entrée
   *[other] { $entries } entrées
}) : { $source }
cli-packs-needs = Données qu'il lui faut
cli-packs-needs-unsaid = Elle ne le dit pas.
cli-packs-counts = Son poids dans une alerte
cli-packs-counts-full = Compte comme règle et pour sa famille.
cli-packs-counts-support = Compte comme règle ; sa famille seule n'ouvre jamais une alerte.
cli-packs-counts-multiplier = Ne compte ni comme règle ni pour une famille ; elle augmente le poids des autres.
cli-packs-counts-counter = Parle contre une alerte : une explication anodine.
cli-packs-family = Famille : { $family }
cli-packs-phase-recruit = Phase : recrutement
cli-packs-phase-transport = Phase : transport
cli-packs-phase-exploit = Phase : exploitation
cli-packs-phase-launder = Phase : blanchiment d'argent
cli-packs-role = Suggère pour son sujet, à titre d'hypothèse : { $role }
cli-packs-examples = Exemples
cli-packs-example-fires = déclenche : { $note }
cli-packs-example-quiet = muette : { $note }
cli-packs-example-benign = muette, un cas anodin qui lui ressemble : { $note }

cli-packs-by-rule = règle { $rule } ({ $examples })
cli-packs-by-rule-off = règle { $rule }, non appliquée d'office ({ $examples })
cli-packs-by-rule-counter = la règle { $rule } parle contre ({ $examples })
cli-packs-examples-of = exemples : { $fires ->
    [0] aucun ne la déclenche
    [one] 1 la déclenche
   *[other] { $fires } la déclenchent
}, { $quiet ->
    [0] aucun ne la laisse muette
    [one] 1 la laisse muette
   *[other] { $quiet } la laissent muette
}
cli-packs-between = {" ; "}
cli-packs-by-item = question { $item } : { $ask }
cli-packs-by-none = pas de règle : { $why }
cli-packs-by-nothing = RIEN ne le décide, et rien ne dit pourquoi.
cli-packs-data = données : { $needs }
cli-packs-sum-indicators = Signaux d'alerte : { $count }
cli-packs-sum-with-rule = Avec une règle : { $count }
cli-packs-sum-only-off = Dont seulement avec des règles non appliquées d'office : { $count }
cli-packs-sum-only-items = Sans règle, avec une question : { $count }
cli-packs-sum-none = Sans l'une ni l'autre, et la raison est dite : { $count }
cli-packs-sum-open = Sans l'une ni l'autre, et rien ne dit pourquoi : { $count }
cli-packs-sum-rules = Règles : { $count }
cli-packs-sum-items = Questions : { $count }
cli-packs-sum-examples = Exemples : { $fires } qui déclenchent, { $quiet } qui laissent muette
cli-packs-sum-status = Par vérification, { $status } : { $count }
cli-packs-page-title = Quel signal d'alerte est décidé par quoi
cli-packs-page-intro = Fait par `palermo packs coverage --markdown --lang fr` ; ne pas modifier. Un signal n'est jamais une preuve : une alerte demande plusieurs règles de plusieurs familles, et une personne décide.
cli-packs-col-indicator = Signal d'alerte
cli-packs-col-decided = Décidé par
cli-packs-col-data = Données ou observateur nécessaires
cli-packs-col-cite = Source

cli-packs-bad-id = « { $id } » n'est pas un identifiant de lot.
cli-packs-good-id = un identifiant commence par une minuscule et n'a que des minuscules, des chiffres et des traits d'union, comme mon-service-2026
cli-packs-exists = { $path } existe déjà.
cli-packs-not-overwritten = rien n'est écrasé ; choisissez un autre identifiant, ou un autre dossier avec --dir
cli-packs-give-folder = donnez un dossier existant avec --dir
cli-packs-written = Écrit : { $path }. Modifiez-le, puis lancez : palermo packs lint { $path }

cli-packs-replayed = Sur { $records } enregistrements ({ $rejections } refusés) et { $events } événements : { $alerts } alertes.
cli-packs-col-rule = règle
cli-packs-col-hits = déclenchée
cli-packs-col-subjects = sujets
cli-packs-col-alerts = alertes
cli-packs-col-precision = confirmés
cli-packs-col-together = le plus souvent avec (sujets)
cli-packs-precision = { $missed ->
    [0] { $share } ({ $confirmed }/{ $judged })
   *[other] { $share } ({ $confirmed }/{ $judged } ; { $missed } manqués)
}
cli-packs-silent = { $count ->
    [one] { $count } règle n'a rien trouvé : { $rules }
   *[other] { $count } règles n'ont rien trouvé : { $rules }
}
cli-packs-undecided = { $count ->
    [one] { $count } règle n'a pu être décidée pour certains sujets ; avec --json elle dit faute de quoi.
   *[other] { $count } règles n'ont pu être décidées pour certains sujets ; avec --json elles disent faute de quoi.
}
cli-packs-verdicts-not-found = { $count ->
    [one] Un verdict porte sur un sujet absent de ces enregistrements, ou sur une règle d'aucun lot : ligne { $lines }
   *[other] { $count } verdicts portent sur des sujets absents de ces enregistrements, ou sur des règles d'aucun lot : lignes { $lines }
}
cli-packs-verdicts-ambiguous = { $count ->
    [one] Un verdict donne un numéro que plusieurs sujets ont : ligne { $lines }
   *[other] { $count } verdicts donnent des numéros que plusieurs sujets ont : lignes { $lines }
}
cli-packs-changes = Ce qui changerait
cli-packs-no-change = Aucune règle ne trouve autre chose.
cli-packs-rule-change = { $rule } : déclenchée { $before } → { $now }, dans des alertes { $alertsbefore } → { $alertsnow }
cli-packs-parameter-change = {"  "}{ $name } : { $before } → { $now }
cli-packs-rewritten = {"  "}écrite autrement, ou dans l'un des deux seulement
cli-packs-precision-change = {"  "}confirmés : { $before } → { $now }
cli-packs-gained = {"  "}nouveaux ({ $count }) : { $subjects }
cli-packs-lost = {"  "}plus trouvés ({ $count }) : { $subjects }
cli-packs-alerts-change = Alertes : { $before } → { $now }
cli-packs-protected = { $subject } (à protéger peut-être)

## `screen`

cli-screen-found = { $matches ->
    [one] « { $name } » est peut-être une des { $entries } entrées listées :
   *[other] « { $name } » est peut-être { $matches } des { $entries } entrées listées :
}
cli-screen-none = « { $name } » : aucune correspondance au-dessus de { $threshold } parmi { $entries } entrées listées.
cli-screen-below = Au-dessous de { $threshold }, pour comparaison :
cli-screen-person-decides = Une correspondance dit seulement que deux entrées sont peut-être la même. Une personne décide, avec les pièces des deux.
cli-screen-screened = { $screened } comparés à { $entries } entrées listées.
cli-screen-hits = { $hits } correspondances au-dessus de { $threshold } pour { $rows } d'entre eux, dans { $out }.
cli-screen-nameless = { $rows } autres n'avaient ni nom ni numéro à comparer.
cli-screen-refused = { $rows } autres n'ont pas pu être lus.
cli-screen-name = nom : { $asked } – { $listed }
cli-screen-name-other = à l'encontre, nom : { $asked } – { $listed }
cli-screen-identifier = { $kind } : identique, { $asked }
cli-screen-identifier-other = à l'encontre, { $kind } : { $asked } – { $listed }
cli-screen-birth-equal = date de naissance : la même, { $asked }
cli-screen-birth-swapped = date de naissance : { $asked } – { $listed }, jour et mois échangés
cli-screen-birth-year = date de naissance : { $asked } – { $listed }, la même année pour autant qu'on sache
cli-screen-birth-slip = date de naissance : { $asked } – { $listed }, presque la même ; ne compte ni pour ni contre
cli-screen-birth-other-day = à l'encontre, date de naissance : { $asked } – { $listed }, un autre jour
cli-screen-birth-other-year = à l'encontre, date de naissance : { $asked } – { $listed }, une autre année
cli-screen-country-equal = pays : le même, { $asked }
cli-screen-country-other = faiblement à l'encontre, pays : { $asked } – { $listed }
cli-screen-schema-other = à l'encontre, nature : { $asked } – { $listed }
cli-screen-part-spelling = { $asked } – { $listed } : autre graphie
cli-screen-part-transliterated = { $asked } – { $listed } : autre écriture
cli-screen-part-slip = { $asked } – { $listed } : faute de frappe
cli-screen-part-nickname = { $asked } – { $listed } : forme courte
cli-screen-part-initial = { $asked } – { $listed } : initiale
cli-screen-part-joined = { $asked } – { $listed } : écrits ensemble
cli-screen-part-acronym = { $asked } – { $listed } : initiales
cli-screen-part-different = { $asked } – { $listed } : différents
cli-screen-part-listed-only = { $listed } : seulement sur la liste
cli-screen-part-asked-only = { $asked } : absent de la liste

## Quelles lignes sont les mêmes (`palermo resolve`)

cli-resolve-reading = Lecture des tables
cli-resolve-learning = Apprentissage de ce que dit une concordance
cli-resolve-linking = Comparaison et regroupement
cli-resolve-said = { $error }
cli-resolve-file-wrong = { $file } : { $error }
cli-resolve-file-help = donnez une table en texte (CSV) avec une ligne d'en-tête, comme personnes.csv
cli-resolve-not-one = une seule table est attendue ici
cli-resolve-binary = pas du texte ; enregistrez le classeur en CSV
cli-resolve-empty = il n'y a pas de ligne d'en-tête ; le fichier est vide
cli-resolve-no-rows = il y a un en-tête et aucune ligne dessous
cli-resolve-mappings = Plus de correspondances que de fichiers.
cli-resolve-mapping-help = docs/resolve.md explique les correspondances ; la plus courte est : columns: {"{"}Nom complet: name, Né le: birth_date{"}"}
cli-resolve-no-column = { $mapping } : il n'y a pas de colonne « { $column } » dans { $file }. Ses colonnes sont : { $columns }
cli-resolve-no-column-help = corrigez le nom, ôtez la ligne, ou écrivez « l'une|l'autre » pour des fichiers qui nomment la colonne autrement
cli-resolve-protected = { $mapping } : la colonne « { $column } » n'est pas comparée.
cli-resolve-protected-help = sexe, nationalité, religion et semblables ne sont jamais des conditions ; ôtez la ligne
cli-resolve-two-ids = { $mapping } : plus d'un identifiant pour { $file }
cli-resolve-nothing-known = Aucune colonne n'est comprise. { $columns }
cli-resolve-nothing-shared = Les deux fichiers n'ont aucune colonne comprise en commun. { $columns }
cli-resolve-repeated-id = { $file } : l'identifiant « { $id } » de la colonne « { $column } » est aux lignes { $lines }{ $more ->
    [0] .
   *[other] {" "}et { $more } autres.
}{ $others ->
    [0] {""}
    [one] {" "}Un autre identifiant est répété aussi.
   *[other] {" "}{ $others } autres identifiants sont répétés aussi.
}
cli-resolve-repeated-id-help = un identifiant nomme une ligne ; si cette colonne est autre chose, dites-le dans une correspondance (sans identifiant, les lignes sont numérotées)
cli-resolve-decision-wrong = { $file }, ligne { $line } : { $what }
cli-resolve-decision-help = attendu : review.csv d'un passage antérieur, avec same, different, unsure ou undo sous « verdict »
cli-resolve-no-record = il n'y a pas d'enregistrement « { $id } » dans le fichier { $file }
cli-resolve-no-verdict = « { $verdict } » n'est pas un verdict
cli-resolve-model-help = donnez le model.json d'un passage antérieur sur des tables aux mêmes colonnes
cli-resolve-model-across = le modèle a été appris pour un autre nombre de fichiers
cli-resolve-folder = { $folder } contient d'autres fichiers.
cli-resolve-folder-help = choisissez un autre dossier avec --out ; seul un dossier vide ou un résultat antérieur est remplacé
cli-resolve-file = { $file } : { $rows ->
    [one] { $rows } ligne
   *[other] { $rows } lignes
}
cli-resolve-short = { $count ->
    [one] Une ligne a moins de cases que l'en-tête ; ce qui manque est tenu pour inconnu (ligne { $lines }).
   *[other] { $count } lignes ont moins de cases que l'en-tête ; ce qui manque est tenu pour inconnu (lignes { $lines }).
}
cli-resolve-refused = { $count ->
    [one] Une ligne a plus de cases que l'en-tête et a été laissée de côté (ligne { $lines }).
   *[other] { $count } lignes ont plus de cases que l'en-tête et ont été laissées de côté (lignes { $lines }).
}
cli-resolve-blank = { $count ->
    [one] Une ligne ne dit rien dans les colonnes comparées et reste seule.
   *[other] { $count } lignes ne disent rien dans les colonnes comparées et restent seules.
}
cli-resolve-guessed = Les colonnes ont été devinées d'après leurs en-têtes. Pour les corriger, copiez les lignes à partir de « columns: » dans un fichier et donnez-le avec --mapping.
cli-resolve-is-id = nomme la ligne
cli-resolve-ignored = non comparée
cli-resolve-never = jamais comparée, à dessein
cli-resolve-one-only = non comparée : l'autre fichier n'en a pas
cli-resolve-found = { $pairs } paires à { $threshold } ou plus ; { $joined } des { $records } enregistrements forment { $clusters ->
    [one] { $clusters } groupe de deux ou plus.
   *[other] { $clusters } groupes de deux ou plus.
}
cli-resolve-rates = Attendu par le modèle : { $false } de ces paires sont fausses, { $missed } des vraies manquent.
cli-resolve-decided = Décisions suivies : { $count } ; qui en contredisent d'autres : { $conflicts }.
cli-resolve-oversized = { $count ->
    [one] Une valeur est partagée par tant de lignes qu'elle n'a pas servi à trouver des paires ; le rapport dit où.
   *[other] { $count } valeurs sont partagées par tant de lignes qu'elles n'ont pas servi à trouver des paires ; le rapport dit où.
}
cli-resolve-review = À examiner par une personne : { $count } paires, dans { $out }/review.csv.

cli-holds-id = identifiant
cli-holds-name = nom complet
cli-holds-given-name = prénom
cli-holds-middle-name = deuxième prénom
cli-holds-family-name = nom de famille
cli-holds-birth-date = date de naissance
cli-holds-date = date
cli-holds-phone = téléphone
cli-holds-email = courriel
cli-holds-address = adresse
cli-holds-house-number = numéro de rue
cli-holds-city = ville
cli-holds-postcode = code postal
cli-holds-state = État ou province
cli-holds-document = document
cli-holds-verified-document = document vérifié
cli-holds-text = texte
cli-holds-code = code
cli-holds-number = nombre
cli-holds-category = catégorie
cli-holds-ignore = autre chose
cli-holds-protected = ce qu'est une personne

cli-part-whole = la valeur entière
cli-part-word = un mot
cli-part-sound = un mot tel qu'il sonne
cli-part-two-sounds = deux mots tels qu'ils sonnent
cli-part-year = l'année
cli-part-year-month = année et mois
cli-part-month-day = jour et mois
cli-part-digits = les chiffres dans n'importe quel ordre
cli-part-head = la première moitié
cli-part-tail = la seconde moitié

cli-level-same-one-in-65-000-has-it-or-fewer = identique, et une ligne sur 65 000 ou moins l'a
cli-level-same-one-in-8-000-to-65-000-has-it = identique, et une ligne sur 8 000 à 65 000 l'a
cli-level-same-one-in-1-000-to-8-000-has-it = identique, et une ligne sur 1 000 à 8 000 l'a
cli-level-same-one-in-130-to-1-000-has-it = identique, et une ligne sur 130 à 1 000 l'a
cli-level-same-one-in-16-to-130-has-it = identique, et une ligne sur 16 à 130 l'a
cli-level-same-more-than-one-in-16-has-it = identique, mais plus d'une ligne sur 16 l'a
cli-level-day-and-month-swapped = jour et mois intervertis
cli-level-one-digit-off-or-two-swapped = un chiffre diffère, ou deux sont intervertis
cli-level-same-year-the-rest-of-one-not-given-or-1-january = même année, le reste de l'une non donné ou 1er janvier
cli-level-same-month-and-day = mêmes jour et mois
cli-level-same-year-and-month = mêmes année et mois
cli-level-same-year = même année
cli-level-one-year-apart = un an d'écart
cli-level-less-than-ten-years-apart = moins de dix ans d'écart
cli-level-different = différent
cli-level-unlike = différents, sous { $low } bits
cli-level-same-last-seven-digits = sept derniers chiffres identiques
cli-level-one-digit-off = un chiffre diffère
cli-level-same-but-for-letters-and-digits-that-look-alike = identique, aux lettres et chiffres ressemblants près
cli-level-one-letter-off = une lettre diffère
cli-level-two-letters-off = deux lettres diffèrent
cli-level-same-before-the = identique avant le @
cli-level-up-to-two-letters-off = jusqu'à deux lettres diffèrent
cli-level-same-first-half = première moitié identique
cli-level-within-one-percent = à un pour cent près
cli-level-within-ten-percent = à dix pour cent près
cli-level-alike = ressemblance de { $low } à { $high } bits
cli-level-most-alike = ressemblance de { $low } bits ou plus

linked-title = Quels enregistrements sont les mêmes : { $files }
linked-note-hypothesis = Chaque paire et chaque groupe est une hypothèse avec une probabilité, qu'une personne vérifie avant que rien ne s'appuie dessus.
linked-note-names = D'un nom on ne conclut que s'il est le même : ni origine, ni religion, ni sexe. Ce qui dit de telles choses n'est pas comparé.
linked-footer = Fait par Palermo à partir des tables nommées ci-dessus. Cette page contient tout ce qu'elle montre et ne charge rien. Elle porte des données personnelles : ne la gardez et ne la transmettez que sous la base légale et le code de traitement de ses sources.
linked-summary = Résumé
linked-columns = Colonnes
linked-weights = Force des indices
linked-strongest = Paires les plus sûres
linked-uncertain = Paires les plus incertaines
linked-learned = Ce qui a été appris
linked-warnings = Valeurs courantes
linked-lead = Sur { $records } enregistrements, { $joined } sont jugés les mêmes qu'un autre ; ils forment { $clusters ->
    [one] { $clusters } groupe.
   *[other] { $clusters } groupes.
} Tous les autres restent seuls.
linked-tile-records = enregistrements
linked-tile-pairs = paires tenues pour les mêmes
linked-tile-clusters = groupes de deux ou plus
linked-tile-false = de ces paires attendues fausses
linked-tile-missed = des vraies paires attendues manquantes
linked-tile-review = paires à examiner par une personne
linked-rates = Les paires comptent comme les mêmes à partir d'une probabilité de { $threshold }. Les deux taux sont ce que le modèle attend de lui-même d'après les probabilités qu'il a données ; ils ne remplacent pas la vérification d'un échantillon à la main.
linked-columns-intro = Ce que chaque colonne est censée contenir. Si l'une est fausse, corrigez-la par une correspondance et relancez.
linked-rows = { $rows ->
    [one] { $rows } ligne
   *[other] { $rows } lignes
}
linked-compared = comparée
linked-weights-intro = Chaque paire comparée a un poids : les indices pour et contre, additionnés en bits. Chaque bit de plus rend deux fois plus probable qu'il s'agisse du même. Deux collines nettes séparées par une vallée signifient que les enregistrements distinguent bien les personnes ; ce qui est dans la vallée est à examiner par une personne.
linked-weights-label = Nombre de paires par poids ; le tableau dessous dit la même chose
linked-weights-bar = { $from } à { $to } bits : { $count ->
    [one] { $count } paire
   *[other] { $count } paires
}
linked-weights-axis = poids en bits ; les paires sous −5 bits ne sont pas gardées
linked-threshold = tenues pour les mêmes à partir d'ici →
linked-as-table = Le dessin en tableau
linked-no-pairs = Aucun enregistrement ne ressemble assez à un autre pour être comparé.
linked-none = Aucune.
linked-strongest-intro = Les paires qui ont le plus d'indices pour elles. Si l'une est fausse, quelque chose ne va pas dans les colonnes ou les enregistrements.
linked-uncertain-intro = Les paires où un regard décide le plus ; review.csv en a davantage. Remplissez sa colonne « verdict » et rendez-le avec --decisions.
linked-bits = { $bits } bits
linked-prior = Avant toute comparaison : la plupart des paires sont des inconnus
linked-total = Ensemble
linked-excluded = Deux documents vérifiés différents : pas la même personne
linked-beside = (moins, à côté de { $column })
linked-learned-intro = Rien n'a été dit que ce que contiennent les colonnes ; le reste a été appris des enregistrements. Au départ, une paire d'enregistrements sur { $odds } est tenue pour la même. Pour chaque colonne : combien de vraies paires (m) et d'inconnus (u) concordent à ce point, et ce que cela dit.
linked-span = de { $least } à { $most } bits
linked-rules = Quelles paires ont été regardées
linked-rules-missed = Les paires qui concordent sur au moins l'une de celles-ci. Des vraies paires, { $share } ne devraient concorder sur aucune.
linked-common = Valeurs courantes
linked-common-intro = Partager l'une d'elles dit peu et compte peu : beaucoup de lignes l'ont. Une valeur qui veut dire « inconnu » n'a pas sa place dans la table.
linked-oversized = Règle { $rule } : { $count ->
    [one] une valeur est partagée par { $largest } lignes différentes et n'a pas servi à trouver des paires.
   *[other] { $count } valeurs sont chacune partagées par trop de lignes différentes (jusqu'à { $largest }) et n'ont pas servi à trouver des paires.
}
linked-no-warnings = Aucune valeur n'est partagée par tant de lignes qu'il faille avertir.
linked-col-column = Colonne
linked-col-holds = Contient
linked-col-used = Usage
linked-col-from = De (bits)
linked-col-to = À (bits)
linked-col-pairs = Paires
linked-col-left = Un enregistrement
linked-col-right = L'autre
linked-col-how = Ressemblance
linked-col-bits = Bits
linked-col-drawn = Contre ← → pour
linked-col-m = m (vraies paires)
linked-col-u = u (inconnus)
linked-col-value = Valeur
linked-col-share = Part des lignes
