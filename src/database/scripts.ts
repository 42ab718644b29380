import { plainLetters } from './text-key.ts';

/** The scripts of Unicode, those of today's names first. */
const NAMES =
  'Han Hiragana Katakana Bopomofo Hangul Latin Cyrillic Greek Arabic Hebrew Devanagari Bengali Gurmukhi ' +
  'Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai Lao Tibetan Myanmar Georgian Armenian ' +
  'Ethiopic Khmer Mongolian Cherokee Coptic Canadian_Aboriginal Lisu Deseret Osage Tifinagh Nko Syriac ' +
  'Thaana Ogham Runic Tagalog Hanunoo Buhid Tagbanwa Limbu Tai_Le Linear_B Ugaritic Shavian Osmanya ' +
  'Cypriot Braille Buginese New_Tai_Lue Glagolitic Syloti_Nagri Old_Persian Kharoshthi Balinese ' +
  'Cuneiform Phoenician Phags_Pa Sundanese Lepcha Ol_Chiki Vai Saurashtra Kayah_Li Rejang Lycian Carian ' +
  'Lydian Cham Tai_Tham Tai_Viet Avestan Egyptian_Hieroglyphs Samaritan Bamum Javanese Meetei_Mayek ' +
  'Imperial_Aramaic Old_South_Arabian Inscriptional_Parthian Inscriptional_Pahlavi Old_Turkic Kaithi ' +
  'Batak Brahmi Mandaic Chakma Meroitic_Cursive Meroitic_Hieroglyphs Miao Sharada Sora_Sompeng Takri ' +
  'Caucasian_Albanian Bassa_Vah Duployan Elbasan Grantha Pahawh_Hmong Khojki Linear_A Mahajani ' +
  'Manichaean Mende_Kikakui Modi Mro Old_North_Arabian Nabataean Palmyrene Pau_Cin_Hau Old_Permic ' +
  'Psalter_Pahlavi Siddham Khudawadi Tirhuta Warang_Citi Ahom Anatolian_Hieroglyphs Hatran Multani ' +
  'Old_Hungarian SignWriting Adlam Bhaiksuki Marchen Newa Tangut Masaram_Gondi Nushu Soyombo ' +
  'Zanabazar_Square Dogra Gunjala_Gondi Makasar Medefaidrin Hanifi_Rohingya Sogdian Old_Sogdian Elymaic ' +
  'Nandinagari Nyiakeng_Puachue_Hmong Wancho Yezidi Chorasmian Dives_Akuru Khitan_Small_Script Vithkuqi ' +
  'Toto Cypro_Minoan Old_Uyghur Tangsa Kawi Nag_Mundari Yi Gothic Old_Italic';
const SCRIPTS = NAMES.split(' ').map((name) => ({ name, letter: new RegExp(`\\p{scx=${name}}`, 'u') }));
/** Belongs to every script. */
const SHARED = /[\p{scx=Common}\p{scx=Inherited}]/u;
/** What is written beside each other in one word: the combinations that UTS #39 calls highly restrictive. */
const TOGETHER = ['Latin Han Hiragana Katakana', 'Latin Han Bopomofo', 'Latin Han Hangul'].map((names) =>
  names.split(' '),
);
/** Scripts whose letters look like those of Latin or of each other: not even words beside each other mix them. */
const ALIKE = new Set(
  (
    'Latin Cyrillic Greek Armenian Georgian Cherokee Coptic Lisu Deseret Osage Tifinagh Canadian_Aboriginal Miao Carian Lycian Lydian ' +
    'Old_Italic Elbasan Warang_Citi Runic Gothic Vithkuqi'
  ).split(' '),
);
/** What this list knows nothing of. */
const OTHER = 'other';
const cache = new Map<string, readonly string[]>();

/** The scripts that a letter is written in; empty for what belongs to all. */
function scriptsOf(letter: string): readonly string[] {
  const known = cache.get(letter);
  if (known !== undefined) return known;
  const found = SCRIPTS.filter((script) => script.letter.test(letter)).map(({ name }) => name);
  const scripts = SHARED.test(letter) ? [] : found.length > 0 ? found : [OTHER];
  cache.set(letter, scripts);
  return scripts;
}

/** What each letter of a text is written in, as far as it belongs to some scripts alone. */
function writtenIn(text: string): (readonly string[])[] {
  return Array.from(text, scriptsOf).filter((scripts) => scripts.length > 0);
}

function isOneWriting(letters: readonly (readonly string[])[]): boolean {
  const single = (letters[0] ?? []).map((name) => [name]);
  return [...single, ...TOGETHER].some((names) =>
    letters.every((scripts) => scripts.some((script) => names.includes(script))),
  );
}

/** What these letters are written in, as people call it. */
function namesOf(letters: readonly (readonly string[])[]): string[] {
  const present = new Set(letters.map(([first]) => first));
  const names = [...SCRIPTS.map(({ name }) => name), OTHER].filter((name) => present.has(name));
  return names.map((name) => name.replaceAll('_', ' '));
}

/** Names of the scripts whose letters look alike and that a text mixes, in whatever words; empty: it mixes none. */
export function mixedAlike(text: string): string[] {
  const letters = writtenIn(plainLetters(text));
  const alike = letters.filter((scripts) => scripts.every((script) => ALIKE.has(script)));
  const names = namesOf(alike);
  return names.length > 1 ? names : [];
}

/** Names of the scripts that a text mixes in one word although no language does; empty where it mixes none. */
export function mixedWithin(text: string): string[] {
  // eslint-disable-next-line no-control-regex -- what has ASCII alone is looked at no further
  if (/^[\0-\x7f]*$/.test(text)) return [];
  const words = plainLetters(text).split(/[@.+_-]+/);
  const mixing = words.map(writtenIn).find((letters) => letters.length > 0 && !isOneWriting(letters));
  return mixing === undefined ? [] : namesOf(mixing);
}
