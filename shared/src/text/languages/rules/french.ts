import { capitalOutlet, type LanguageRules, pageRules } from './language-rules.js';

const SAID =
  '(?:a dit|a déclaré|dit|affirme|a affirmé|a indiqué|a ajouté|a nié|dément|a démenti|a reconnu|a confirmé|a averti|assure|a assuré|soutient)';

const MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];
const WEEKDAYS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];

export const FRENCH: LanguageRules = {
  language: 'fr',
  outlet: capitalOutlet(
    "(?:[Ll]e |[Dd]u |[Aa]u )?(?:quotidien|journal|magazine|site)|[Ll][’']agence|[Ll][’']hebdomadaire|(?:[Ll]a |[Àà] la )?(?:chaîne|radio)",
    '(?:Monde|Figaro|Libération|Courrier|Gazette|Dépêche|Télégramme|Écho|Presse|Journal|Express|AFP|Reuters|BBC|CNN|RFI|Herald|Courier|Times|Post|Wire)',
    'du|de|de la|des|d’|of|the',
  ),
  lead: /^(?:(?:Le|La|Les|L[’']|Selon|D[’']après) )+/u,
  anaphor: /(?<![\p{L}])(?:[Ll]e (?:quotidien|journal|magazine)|[Ll][’'](?:agence|hebdomadaire)|[Ll]a chaîne)(?![\p{L}])(?! \p{Lu})/gu,
  before:
    /(?:[Ss]elon|[Dd][’']après|citant|citée? par|rapporte(?:nt)?|[Àà] en croire|déclaré (?:à|au)|confié (?:à|au)|dit (?:à|au)|révélée?s? par|publiée?s? (?:par|dans)|entretien (?:à|au|avec)|écrit|[Cc]omme l[’'](?:a|écrit) (?:rapporté |écrit |révélé )?)\s*(?:(?:le|la|les|un|une|article|du|de|d[’'])\s+)*$/u,
  after: /^,?\s+(?:[\p{L}’'-]+ ){0,2}?(?:a rapporté|rapporte|écrit|a écrit|a révélé|révèle|affirme|cite|citant|a cité|a publié|indique)/u,
  through: /^,?\s*(?:a |lui-même )?(?:cité|citant|cite|citait|qui cite|en citant)\s+(?:(?:le|la|les|un|article|du)\s+)*$/u,
  named: new RegExp(
    String.raw`\p{Lu}[\p{L}’'-]+,?(?: [^,.;«»]{1,80},)? ${SAID}(?![\p{L}])|(?<![\p{L}])${SAID} (?:(?:le|la|les|du|de|l[’'])\s?)?(?:\p{Ll}+ ){0,4}[\p{L}’', ]{0,12}\p{Lu}\p{L}+|[Ss]elon (?:\p{Lu}\p{L}+ )?\p{Lu}\p{L}+`,
    'u',
  ),
  unnamed: new RegExp(
    String.raw`(?<![\p{L}])(?:${SAID}|[Ss]elon|[Dd][’']après|sources|aurait|auraient|présumée?|de source|rapporté)(?![\p{L}])`,
    'u',
  ),
  vague: /(?<![\p{L}])(?:selon (?:des|les|plusieurs) médias|selon des informations de presse|la presse rapporte|des médias rapportent)/iu,
  told: String.raw`(?<![\p{L}])(?:a|ont) (?:dit|déclaré|confié|affirmé|raconté) (?:à|au) (?:la |l[’']|le )?`,
  speech: new RegExp(
    String.raw`(?<![\p{L}])(?:${SAID}|[Ss]elon|[Dd][’']après|accuse|a accusé|doute|met en doute|rejette|a avoué)(?![\p{L}])`,
    'u',
  ),
  months: MONTHS,
  weekdays: WEEKDAYS,
  that: 'que',
  scales: { '1e3': 'mille|milliers', '1e6': 'millions?', '1e9': 'milliards?' },
  page: pageRules(
    {
      labels:
        "Publicité|Annonce|Partager|Imprimer|Commentaires?|Réagir|S[’']abonner|Abonnez-vous|Se connecter|Connexion|Newsletter|Mots[- ]clés|Thèmes|Mentions légales|Accueil|Vidéo|Diaporama|Sommaire",
      furniture:
        'Lire la suite|Voir (?:aussi|plus|toutes?)|Les plus (?:lus|partagés)|Sur le même (?:sujet|thème)|À découvrir|Vous (?:aimerez|pourriez) (?:aussi|également)|Suivez[- ]nous|Abonnez-vous|Inscrivez-vous|Recevez (?:la|notre|nos)|Article réservé|Cet article est réservé|Partager (?:sur|cet)|Mots[- ]clés|Nos (?:lecteurs|derniers)',
      readAlso: "(?:À|A) lire (?:aussi|également|sur)|Lire (?:aussi|également|notre|l[’']article)|Voir aussi|Notre article",
      rights: 'tous droits réservés|^©',
      corrected: 'correctif|corrections?|rectificatif|rectification|erratum|errata|mise au point|précision|note de la rédaction|NDLR',
      by: 'Auteure?s? ?:|Texte ?:|Propos recueillis par|Publié par|Rédigé par|Écrit par',
      published: 'Publiée?|Mis(?:e)? à jour|Modifiée?|Actualisée?|Parue?',
      picture: 'Photos?|Photographies?|Image|Crédits?(?: photo)?|Illustration|Légende|Dessin|Infographie',
      twice: 'nous|vous|très|non|oui|si|bien|trop|jamais|loin|presque|longtemps',
    },
    MONTHS,
    WEEKDAYS,
  ),
};
