import { expect } from 'chai';
import { matchComplaints, matchOwn } from '../../../../src/use-cases/complaints/search/match-complaints.ts';
import { fold } from '../../../../src/use-cases/complaints/search/search-fold.ts';
import { chunksOf, sequence } from '../../../../src/use-cases/complaints/search/search-words.ts';
import { buildComplaint } from '../../../factories/complaints.ts';
import { buildCast } from '../../../factories/people.ts';

/** A word of 200 letters of which no stretch of four comes twice, and a number of 60 digits. */
const LONG = Array.from({ length: 200 }, (_, n) =>
  String.fromCodePoint(97 + ((n * n + 7 * n + (n >> 3)) % 15)),
).join('');
const DIGITS = '0123456789'.repeat(6);

/** A text, what finds it, and what looks alike and does not; the same on every database. */
const CASES: readonly (readonly [text: string, found: readonly string[], not: readonly string[]])[] = [
  ['The C++ build fails', ['C++', 'c++ build', '"C++ build"'], ['C+++', 'C#', 'C--', '"build C++"']],
  ['Wants (C++/C#) and .NET.', ['C#', 'c++', '.NET', '.net'], ['#C', 'F#', '.nett']],
  ['Runs on ASP.NET 4.8', ['asp.net', '.net', '4.8'], ['asp.nets', '4.81', '.8.4']],
  [
    'Ping to 10.0.0.17 is lost',
    ['10.0.0.17', '10.0.0', '"10.0.0.17 is"'],
    ['10.0.0.1', '0.0.0.17', '10.0.0.170'],
  ],
  ['It is 10.0.0.170:8080, surely', ['10.0.0.170', '10.0.0.170:8080'], ['10.0.0.17', '10.0.0.170:80']],
  [
    'Update KB5034441 ends with 0x80070005',
    ['5034441', '5034', 'kb5034', '80070005', '8007', 'b5034', '5034441 80070005'],
    ['034441', '0070005', '503', '50344410', '"5034441"'],
  ],
  ['Part A12345678, call 98765432', ['1234', '12345678', '9876'], ['5678', '8765', '2345']],
  ['Label AL-77 came off', ['AL-77', 'al77', 'AL 77', 'al-77'], ['AL-7', 'AL-778', '77-AL', 'AL_77']],
  [
    'Mail from user@host.example',
    ['user@host', '@host.example', 'user@host.example'],
    ['user@hosts', 'host@user'],
  ],
  [
    'Cannot open \\\\srv\\share\\x.doc',
    ['\\\\srv\\share', 'srv\\share\\x.doc', 'share'],
    ['srv/share', '\\\\share'],
  ],
  ['See /etc/hosts, line 3', ['/etc/hosts', 'etc/hosts', '/etc'], ['/hosts/etc', '\\etc\\hosts']],
  ['No wi-fi in the hall', ['wi-fi', 'wifi', 'Wi‑Fi', 'wi–fi', 'WIFI'], ['wi_fi', 'fi-wi']],
  ['No wifi at the gate', ['wi-fi', 'wifi', 'Wi‐Fi'], ['wi fi']],
  ['My e-mail bounces', ['email', 'e-mail', 'E‑Mail'], ['e_mail']],
  ['It doesn’t start', ["doesn't", 'doesn’t', 'doesnt', 'doesn`t', '"doesn’t start"'], ['does not']],
  [
    'He said “blue screen” twice',
    ['"blue screen"', '„blue screen“', '«blue screen»', '“blue scr'],
    ['"screen blue"', '"blue twice"'],
  ],
  ['Ærø and Łódź and Đà Nẵng', ['aero', 'Lodz', 'da nang', 'łódź', 'ærø'], ['arø lodx']],
  [
    'Øresund, œuvre, Diyarbakır',
    ['oresund', 'oeuvre', 'Diyarbakir', 'DİYARBAKIR', 'diyarbakır'],
    ['uresund'],
  ],
  ['Straße und STRASSE', ['strasse', 'straße', 'STRAẞE'], ['strase']],
  ['The ﬁle is oﬃce ﬂuff', ['file', 'office', 'ﬁle', 'fluff'], ['fle']],
  ['ＦＵＬＬ width ①', ['full', 'ｗｉｄｔｈ'], ['ful1']],
  [
    'A com\u00ADpound and zero\u200Bwidth',
    ['compound', 'zerowidth', 'com\u00ADpound', 'com-pound'],
    ['compond', '"com pound"'],
  ],
  ['Dépannage à l’étage', ['depannage', 'DÉPANNAGE', 'étage', "l'etage", 'letage'], ['detage']],
  ['The blueprinters misprinted', ['print', 'rinter', 'printer', 'blue', 'isprin'], ['rin', 'sprinter']],
  ['打印机坏了', ['打印', '打印机', '印机坏', '机', '了'], ['打机', '坏打']],
  ['プリンターが壊れた', ['プリンター', 'リンター', '壊れ', 'ﾌﾟﾘﾝﾀｰ'], ['ブリンター', 'プリター']],
  ['เครื่องพิมพ์เสีย', ['เครื่องพิมพ์', 'พิมพ์', 'เสีย'], ['พิมเสีย']],
  ['प्रिंटर खराब है', ['प्रिंटर', 'खराब'], ['प्रिंटरर', 'खरीब']],
  ['프린터가 고장났어요', ['프린터', '고장'], ['프린트']],
  ['Принтер не печатает, ёлка', ['принтер', 'ПЕЧАТ', 'елка'], ['принтир']],
  ['VPN接続できない', ['VPN', 'vpn接続', '接続'], ['接続vpn']],
  ['Smoke 🔥 there', ['🔥', 'smoke 🔥'], ['💧']],
  ['Paid 50%_off today', ['50%_off', '50%', '50'], ['50_off', '51%', '50%off']],
  ['Only ½ of it prints', ['½', '1/2', '"1/2 of"', '1⁄2'], ['1/3', '1/22', '2/1', '12', '¼']],
  ['Lost 1/2 of the pages', ['½', '1∕2', '１／２'], ['⅓', '⅟3']],
  ['Shelf of 1½ metres, 10⅔ feet', ['1½', '½', '1/2', '"1 1/2"', '10', '⅔'], ['11/2', '10/2', '02/3']],
  ['الطابعة رقم ٤٧', ['47', '٤٧', '۴۷', 'رقم 47'], ['48', '74', '٤٨']],
  ['Room 47 is dark', ['٤٧', '۴۷', '४७', '๔๗', '４７', '"room ٤٧"'], ['४८', '٧٤']],
  ['Version ४.८ of १२०', ['4.8', '120', '४.८'], ['4.81', '8.4', '121']],
  ['٣٫٥ بوصة، ٥٠٪', ['3.5', '٣٫٥', '50%', '٥٠٪'], ['35', '3.6', '51%']],
  [
    'Drift of 10⁻³ at 5 cm⁻¹',
    ['10⁻³', '10-3', '10−3', 'cm⁻¹', 'cm-1', '"10⁻³ at"', '10₋3'],
    ['10+3', '1O-3', 'cm+1'],
  ],
  ['Step 10-3 of H₂SO₄⁻', ['10⁻³', 'H2SO4-', 'h₂so₄−'], ['10⁺3']],
  ['Beam ｢X100｣ label', ['｢X100｣', 'x100', '「x100」', '﹁X100﹂', '"x100 label"'], ['x101']],
  ['The ŉ of a ʹkeraia', ['ŉ', "'n", 'ʼn', 'ʹkeraia', "'keraia", 'keraia'], ['mʼ']],
  ['Off by 5″3 and 5‴4', ["5'''4", '5‴4', '5′′′4', '5″3'], ["5''4", '6‴4']],
  ['The ｀wide｀ tick', ['｀wide｀', '`wide`', "'wide'", '´wide´', '\u1ffdwide'], ['wider']],
  ['Flag 🇮🇳 is upside down', ['🇮🇳', 'flag 🇮🇳', '"🇮🇳 is"'], ['🇺🇸', '🇳🇮', '🇳']],
  ['Flags🇮🇳🇺🇸 without spaces', ['🇮🇳', '🇺🇸', '🇮🇳🇺🇸', 'flags🇮🇳'], ['🇳🇺', '🇺🇸🇮🇳']],
  ['Keypad 1️⃣ and #️⃣ stick', ['1️⃣', '#️⃣', '#⃣', 'keypad #️⃣', '"#️⃣ stick"'], ['2️⃣', '*️⃣']],
  ['C# and * and 5*3 of a #hall', ['C#', '#hall'], ['#️⃣', '*️⃣']],
  [
    'England 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} plays',
    ['🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', 'england plays'],
    ['🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}', '🏴', 'gbeng'],
  ],
  ['Thumb 👍🏽 up', ['👍🏽', '👍', '🏽', '"thumb 👍🏽 up"'], ['👍🏿', '🏿', '👎🏽']],
  ['Mended by 👩🏽‍🔧 today', ['👩🏽‍🔧', '👩🏽', '🔧', '"👩🏽‍🔧 today"'], ['👨🏽‍🔧', '👩🏿‍🔧']],
  ['Fire ‼️ where ⁉️', ['‼️', '⁉️', '"where ⁉️"'], ['❓❗']],
  [
    `Key ${LONG} is refused`,
    [
      ...[10, 99, 100, 101, 110, 149, 150, 151, 200].map((length) => LONG.slice(0, length)),
      ...[1, 45, 49, 50, 51, 95, 99, 100, 101, 145, 160, 196].map((start) => LONG.slice(start, start + 30)),
      ...[1, 49, 50, 90, 110, 130].map((start) => LONG.slice(start, start + 70)),
      ...[40, 101, 110, 200].map((length) => `"key ${LONG.slice(0, length)}"`),
      LONG,
      LONG.slice(-4),
      `"${LONG} is"`,
    ],
    [
      `${LONG.slice(0, 110)}q`,
      `${LONG.slice(0, 100)}q`,
      `${LONG.slice(60, 120)}q`,
      LONG.slice(50, 53),
      `"key ${LONG.slice(0, 110)}q"`,
      `"is ${LONG.slice(0, 110)}"`,
    ],
  ],
  [
    `Call ${DIGITS} or #${DIGITS} or ${DIGITS}-${DIGITS.slice(0, 2)}`,
    [DIGITS, DIGITS.slice(0, 60), `#${DIGITS}`, `"call ${DIGITS} or"`],
    [`${DIGITS.slice(0, 55)}9`, `${DIGITS}1`, `call-${DIGITS}`],
  ],
  ['a_b-c.d', ['a_b', 'a_b-c', 'a_b-c.d'], ['axb', 'a%b', 'b_a']],
];

describe('the folding', () => {
  it('leaves what is folded as it is, whatever the character and whatever stands beside it', function test() {
    this.timeout(60_000);
    const wrong: string[] = [];
    for (let place = 0; place < 0x110000; place += 1) {
      const character = String.fromCodePoint(place);
      if (/[\p{Cn}\p{Co}]/u.test(character)) continue;
      const once = fold(`${character} a${character}b 1${character}2 é${character}`);
      if (fold(once) !== once) wrong.push(`${place.toString(16)}: ${once}`);
    }
    expect(wrong).to.deep.equal([]);
  });

  it('puts letters together between which stood what is not seen', () => {
    for (const text of ['ᄒ\u200dᅡ\u200bᆫ', 'カ\u200d\u3099', '\u09c7\u200d\u09be'])
      expect(fold(text), text).to.equal(fold(text.replaceAll(/[\u200b\u200d]/g, '')));
  });

  it('makes the same of plain text as beside what is not plain', () => {
    for (let place = 0; place < 0x80; place += 1) {
      const text = `A${String.fromCodePoint(place, place)}B`;
      expect(fold(text)).to.equal(fold(`é${text}`).slice(1));
    }
  });
});

describe('the folding of numbers', () => {
  it('takes the digits of every script for the same ten', () => {
    const systems = Intl.supportedValuesOf('numberingSystem');
    const known = systems.map((numberingSystem) => {
      const format = new Intl.NumberFormat('en', { numberingSystem, useGrouping: false });
      return Array.from({ length: 10 }, (_, digit) => format.format(digit));
    });
    const decimal = known.filter((digits) => digits.every((digit) => /^\p{Nd}$/u.test(digit)));
    expect(decimal.length).to.be.greaterThan(50);
    for (const digits of decimal) expect(digits.map(fold).join(''), digits.join('')).to.equal('0123456789');
  });
});

describe('the words of pictures', () => {
  // The literal would need a later target of the compiler.
  const PICTURE = new RegExp(String.raw`^\p{RGI_Emoji}$`, 'v');
  const isOne = (text: string) => PICTURE.test(text);
  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, n) => String.fromCodePoint(from + n));

  it('are there for every picture, whatever it is made of', () => {
    const single = range(0x20, 0x1ffff)
      // The pattern of whole pictures is slow, and this is a part of it.
      .filter((one) => /\p{Emoji}/u.test(one))
      .flatMap((one) => [one, `${one}\ufe0f`, `${one}🏽`]);
    const keys = Array.from('#*0123456789', (key) => `${key}\ufe0f\u20e3`);
    const joined = ['👩‍🔧', '👨‍👩‍👧‍👦', '❤️‍🔥', '🏳️‍🌈', '🏴‍☠️', '🧑🏿‍🤝‍🧑🏻'];
    const pictures = [...single, ...keys, ...joined].filter(isOne);
    expect(pictures.length).to.be.greaterThan(1500);
    expect(pictures.filter((one) => chunksOf(`a ${one} b`).length < 3)).to.deep.equal([]);
  });

  it('are of their own for every flag', () => {
    const letters = range(0x1f1e6, 0x1f1ff);
    const flags = letters.flatMap((one) => letters.map((other) => `${one}${other}`)).filter(isOne);
    expect(flags.length).to.be.greaterThan(250);
    const words = flags.map((flag) => chunksOf(flag).map(sequence));
    expect(words).to.deep.equal(flags.map((flag) => [flag]));
    expect(chunksOf(flags.join('')).map((chunk) => chunk.length)).to.deep.equal([flags.length]);
  });
});

describe('the search, case by case', () => {
  it('finds each text by what it says, and by nothing else; its reporter as well as the others', async () => {
    const { amir, rosa } = await buildCast();
    const wrong: string[] = [];
    const ids: number[] = [];
    // A number also finds the complaint that has it: these have numbers that nobody looks for here.
    for (const [index, [title]] of CASES.entries())
      ids.push(
        (await buildComplaint({ id: 90_001 + index, reporter: rosa, title, description: 'None.' })).id,
      );
    for (const [index, [title, found, not]] of CASES.entries()) {
      for (const query of [...found, ...not]) {
        const matches = [await matchComplaints(amir, query), await matchOwn(rosa.id, query)];
        for (const match of matches) {
          const isFound = match.kind === 'few' && match.ids.includes(ids[index] ?? 0);
          if (isFound !== found.includes(query))
            wrong.push(`${title}: ${query} ${isFound ? 'finds' : 'misses'} it`);
        }
      }
    }
    expect(wrong).to.deep.equal([]);
  });
});
