import { capitalOutlet, type LanguageRules, pageRules } from './language-rules.js';

const SAID =
  '(?:dijo|dice|declaró|afirmó|afirma|aseguró|añadió|negó|niega|desmintió|admitió|reconoció|confirmó|advirtió|anunció|señaló|sostuvo|sostiene)';

const MONTHS = [
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre|setiembre',
  'octubre',
  'noviembre',
  'diciembre',
];
const WEEKDAYS = ['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'];

export const SPANISH: LanguageRules = {
  language: 'es',
  outlet: capitalOutlet(
    '(?:[Ee]l |[Aa]l |[Dd]el )?(?:diario|periódico|semanario)|(?:[Ll]a )?(?:agencia|cadena|revista|emisora|radio)',
    '(?:Diario|Correo|Mundo|País|Heraldo|Gaceta|Voz|Prensa|Noticias|Tribuna|EFE|Reuters|AFP|AP|BBC|CNN|Herald|Courier|Times|Post|Wire)',
    'de|del|de la|of|the',
  ),
  lead: /^(?:(?:El|La|Los|Según) )+(?=\p{Lu}\p{L}+ )/u,
  anaphor: /(?<![\p{L}])(?:[Ee]l (?:diario|periódico|semanario)|[Ll]a (?:agencia|cadena|revista))(?![\p{L}])(?! \p{Lu})/gu,
  before:
    /(?:[Ss]egún(?: informó| publicó| reveló)?|[Dd]e acuerdo con|citando (?:a)?|citad[oa]s? por|inform[óa]|dijo (?:a|al)|declaró (?:a|al)|publicad[oa]s? (?:por|en)|revelad[oa]s? por|entrevista (?:con|a|en))\s*(?:(?:el|la|los|un|una|informe|artículo|de|del|en)\s+)*$/u,
  after: /^,?\s+(?:[\p{L}-]+ ){0,2}?(?:informó|informa|publicó|publica|escribió|reveló|citó|cita|señaló|aseguró|que cita)/u,
  through: /^,?\s*(?:que )?(?:citó|cita|citando|citaba)\s+(?:a |al )?(?:(?:el|la|un|informe|del|de)\s+)*$/u,
  named: new RegExp(
    String.raw`\p{Lu}[\p{L}’'-]+,?(?: [^,.;«»“”]{1,80},)? ${SAID}(?![\p{L}])|(?<![\p{L}])${SAID} (?:(?:el|la|los|las) )?(?:\p{Ll}+ ){0,3}\p{Lu}\p{L}+|[Ss]egún (?:\p{Lu}\p{L}+ )?\p{Lu}\p{L}+`,
    'u',
  ),
  unnamed: new RegExp(
    String.raw`(?<![\p{L}])(?:${SAID}|[Ss]egún|[Dd]e acuerdo con|fuentes|presunt[oa]s?|habría|habrían|al parecer)(?![\p{L}])`,
    'u',
  ),
  vague: /(?<![\p{L}])(?:según (?:los |varios )?medios|informes de prensa|según informes|al parecer|varios medios)/iu,
  told: String.raw`(?<![\p{L}])(?:dijo|declaró|contó|explicó|aseguró) (?:al?|en) (?:la |el )?`,
  speech: new RegExp(
    String.raw`(?<![\p{L}])(?:${SAID}|[Ss]egún|[Dd]e acuerdo con|acusó|duda|puso en duda|rechazó|confesó)(?![\p{L}])`,
    'u',
  ),
  months: MONTHS,
  weekdays: WEEKDAYS,
  that: 'que',
  scales: { '1e3': 'mil', '1e6': 'millones|millón', '1e9': 'mil millones' },
  page: pageRules(
    {
      labels:
        'Publicidad|Anuncio|Compartir|Imprimir|Comentarios?|Suscríbete|Suscríbase|Iniciar sesión|Regístrate|Bol(?:e|é)t(?:í|i)n|Etiquetas|Temas|Portada|Inicio|Vídeo|Galería|Newsletter|Aviso legal',
      furniture:
        'Leer más|Ver más|(?:Lo |Las? )?[Mm]ás (?:leíd[oa]s?|vistas?|noticias|información)|Te puede interesar|Le puede interesar|También te puede|Noticias relacionadas|Suscríb(?:ete|ase) (?:a|para)|Síg(?:uenos|anos)|Únete a|Regístrate|Compartir en|Política de privacidad|Etiquetas:|Archivado en',
      readAlso: '(?:Le[ae]|Leer) (?:también|además|más)|(?:Le|Te) puede interesar|Ver también|Vea también|Te recomendamos',
      rights: 'todos los derechos reservados|^©',
      corrected:
        'fe de (?:errores|erratas)|correcci(?:ón|ones)|rectificaci(?:ón|ones)|aclaraci(?:ón|ones)|nota (?:de la redacción|del editor|de redacción)',
      by: 'Autore?s?:|Autora:|Texto:|Escrito por|Redactado por|Una (?:crónica|entrevista) de',
      published: 'Publicad[oa]|Actualizad[oa]|Última actualización|Creado',
      picture: 'Fotos?|Fotografías?|Imagen|Crédito|Ilustración|Archivo|Infografía',
      twice: 'nos|muy|no|s[ií]|ya|casi|tan|nunca|bien|poco|siempre|mucho',
    },
    MONTHS,
    WEEKDAYS,
  ),
};
