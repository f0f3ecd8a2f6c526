/** Words that may turn a statement into another one, in the languages of the newsrooms we know; all in small letters. */

const listOf = (words: string): readonly string[] => words.split(/\s+/).filter((word) => word !== '');

/** Where one of these is put in or left out, a statement is turned round. English contractions are told by their end. */
const DENYING = listOf(`
  no not never none nothing nobody neither nor without cannot hardly
  nicht kein keine keinen keiner keines keinem nie niemals niemand nichts ohne weder
  ne n’ non pas jamais aucun aucune sans ni rien
  nunca jamás ningún ninguna ninguno nadie sin tampoco
  não jamais nenhum nenhuma ninguém nada sem nem
  nessun nessuno nessuna niente nulla mai senza né
  niet geen nooit niemand niets zonder
  inte aldrig ingen inget inga utan ikke aldri ingenting intet uden uten ei eivät
  nie nigdy nikt nic bez żaden żadna żadne
  nem soha senki semmi nincs nélkül nu niciodată nimeni nimic fără
  değil hiç hiçbir asla yok
  δεν δε μην όχι ποτέ κανείς κανένας καμία κανένα τίποτα χωρίς ούτε
  tidak bukan tanpa belum không chưa
  не нет ни никогда никто без ничего нельзя
  ні немає ніколи ніхто нічого`);
export const DENYING_END = /n[’']t$/u;

/** Words by which a writer stands behind a statement, or does not; and words that say of how much it holds. */
const DOUBTING = listOf(`
  allegedly alleged purportedly purported reportedly supposedly supposed apparently ostensibly presumably possibly probably likely
  unlikely perhaps maybe may might could would should if unless claim claims claimed claiming deny denies denied denying refuse
  refuses refused reject rejects rejected refute refutes refuted disputed false falsely fake untrue wrong wrongly hoax myth lie lies
  failed former formerly all every some many most few any both only almost nearly about approximately roughly least
  angeblich angebliche angeblichen mutmaßlich mutmaßliche mutmaßlichen vermutlich offenbar möglicherweise wahrscheinlich vielleicht
  könnte könnten sollen solle würde würden bestreitet bestritt bestreiten dementiert dementierte leugnet leugnete falsch unwahr
  alle einige manche wenige fast etwa rund mindestens
  prétendument présumé présumée apparemment probablement aurait auraient serait seraient nie niait nié dément démenti faux
  fausse tous toutes certains certaines quelques presque environ
  supuestamente supuesto supuesta presunto presunta presuntamente quizás quizá posiblemente probablemente habría habrían podría
  niega negó niegan falso falsa todos todas algunos algunas casi
  alegadamente supostamente suposto suposta talvez provavelmente teria teriam nega negou alguns algumas quase
  presumibilmente forse probabilmente avrebbe avrebbero sarebbe nega tutti alcuni alcune quasi circa
  vermeend vermeende misschien mogelijk waarschijnlijk zou zouden ontkent ontkende onwaar onjuist sommige bijna ongeveer
  якобы предположительно возможно вероятно отрицает отрицал отверг ложь ложно все некоторые почти около
  нібито імовірно можливо заперечує заперечив неправда всі деякі майже`);

/** Numbers as words. */
const COUNTING = listOf(`
  zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
  twenty thirty forty fifty sixty seventy eighty ninety dozen hundred hundreds thousand thousands million millions billion half twice
  null zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig hundert tausend million millionen milliarde milliarden
  zéro deux trois quatre cinq sept huit neuf dix onze douze vingt trente cent cents mille millions milliard milliards
  cero dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cien ciento mil millón millones
  два две три четыре пять шесть семь восемь девять десять двадцать тридцать сто тысяча тысяч тысячи миллион миллиона миллионов
  дві чотири п’ять шість сім вісім дев’ять двадцять тридцять тисяча тисяч тисячі мільйон мільйони мільйонів`);

/** Days of the week and months where they begin with a small letter; elsewhere they are told as names are. */
const DAYS = listOf(`
  lundi mardi mercredi jeudi vendredi samedi dimanche
  janvier février mars avril juin juillet août septembre octobre novembre décembre
  lunes martes miércoles jueves viernes sábado domingo
  enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
  segunda terça quarta quinta sexta feira
  janeiro fevereiro março maio junho julho setembro outubro novembro dezembro
  lunedì martedì mercoledì giovedì venerdì sabato domenica
  gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
  maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart mei juni juli augustus
  понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье
  января февраля марта апреля мая июня июля августа сентября октября ноября декабря
  понеділок вівторок середа середу четвер п’ятниця п’ятницю субота суботу неділя неділю
  січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
  yesterday today tomorrow gestern heute morgen hier aujourd’hui demain ayer hoy mañana вчера сегодня завтра`);

/** Words whose coming or going is always looked at by a person. */
export const TELLING: ReadonlySet<string> = new Set([...DENYING, ...DOUBTING, ...COUNTING, ...DAYS]);

/** The same, of the rest of a sentence around words that did not change: there days may change, which belong to something else. */
export const TURNING: ReadonlySet<string> = new Set([...DENYING, ...DOUBTING, ...COUNTING]);

/** Denials in scripts that put no space between words: parts of words. */
export const DENYING_UNSPACED = /[不没沒未无無非否]|ない|なかっ|なく|ません|ず|ไม่|มิได้/u;
/** Denials in scripts without capitals, whole words. */
export const DENYING_UNCASED = new RegExp(
  [
    '^[וש]?(?:לא|אין|בלי|ללא|אינו|אינה|אינם|אינן|מעולם|הכחיש|הכחישה|הכחישו)$',
    '^[وف]?(?:لا|لم|لن|ليس|ليست|ليسوا|غير|بدون|دون|نفى|نفت|نفوا|ينفي|تنفي|أنكر)$',
    '^(?:نه|هیچ|هرگز|بدون|نیست.*|نبود.*|نمی.*|نکرد.*|نشد.*|ندار.*|نخواه.*|نہیں|नहीं|न|मत|না|নয়|안|못)$',
    '않|못하|못했|없|아니',
  ].join('|'),
  'u',
);

/** Words that may be exchanged for each other without a question: articles. */
export const ARTICLES: ReadonlySet<string> = new Set(
  listOf(`
  a an the der die das den dem des ein eine einen einem einer eines le la les l’ un une des du el los las una unos unas
  o os as um uma il lo gli i de het een`),
);

/** Words that begin a sentence with a capital and are no names. */
export const SMALL: ReadonlySet<string> = new Set(
  listOf(`
  a an the in on at of by to for from with and but or as if so he she it they we you i his her its their our this that these those
  there here when while after before during since until then now also some many most one all both such what who
  der die das den dem des ein eine einen einem im am an und aber oder er sie es wir ihr sein seine dies diese dieser nach vor bei mit von zu
  le la les l’ un une des du de en dans et mais ou il elle ils elles on ce cette ces après avant avec
  el los las una unos y pero o él ella ellos este esta estos después antes con
  в на и но а он она они это этот эта после до с по у і але він вона вони це цей ця після`),
);
