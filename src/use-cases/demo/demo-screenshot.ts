import { crc32, deflateSync } from 'node:zlib';
import type { DemoFile } from './demo-files.ts';

const WIDTH = 640;
const HEIGHT = 360;
/** Enlargement of the letters, in pixels. */
const SCALE = 3;

type Colour = readonly [red: number, green: number, blue: number];
const DESKTOP: Colour = [38, 84, 124];
const WINDOW: Colour = [243, 244, 246];
const TITLE: Colour = [31, 41, 55];
const LINE: Colour = [209, 213, 219];
const RED: Colour = [200, 30, 45];
const WHITE: Colour = [255, 255, 255];

/** Letters of three by five dots: a digit for each row, from the top, whose bits are the dots. */
const GLYPHS: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'A25755 B65656 C34443 D65556 E74647 F74644 G34553 H55755 I72227 J11152 K55655 L44447 M57755 N65555 O25552 ' +
    'P65644 Q25563 R65655 S34216 T72222 U55557 V55552 W55775 X55255 Y55222 Z71247 075557 126227 261247 361216 ' +
    '455711 574616 634757 771222 875757 975716 .00002 ,00024 :02020 -00700 /11244 (12221 )42224 !22202 ?61202 %51245'
  )
    .split(' ')
    .map((entry) => [entry[0], entry.slice(1)]),
);

/** A picture that is painted on, three bytes a dot. */
class Picture {
  readonly dots = Buffer.alloc(WIDTH * HEIGHT * 3);

  fill(left: number, top: number, width: number, height: number, colour: Colour): void {
    for (let y = top; y < top + height; y += 1) {
      for (let x = left; x < left + width; x += 1) this.dots.set(colour, (y * WIDTH + x) * 3);
    }
  }

  write(text: string, left: number, top: number, colour: Colour): void {
    for (const [place, letter] of Array.from(text.toUpperCase()).entries()) {
      for (const [row, bits] of Array.from(GLYPHS[letter] ?? '').entries()) {
        for (let column = 0; column < 3; column += 1) {
          if ((Number(bits) & (4 >> column)) === 0) continue;
          this.fill(left + (place * 4 + column) * SCALE, top + row * SCALE, SCALE, SCALE, colour);
        }
      }
    }
  }
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(content.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

function png({ dots }: Picture): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2], 8);
  const rows = Array.from({ length: HEIGHT }, (_, y) =>
    // Each row begins with its filter: none.
    Buffer.concat([Buffer.alloc(1), dots.subarray(y * WIDTH * 3, (y + 1) * WIDTH * 3)]),
  );
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function paint(title: string, lines: readonly string[]): Picture {
  const picture = new Picture();
  picture.fill(0, 0, WIDTH, HEIGHT, DESKTOP);
  picture.fill(60, 60, 520, 230, LINE);
  picture.fill(62, 62, 516, 226, WINDOW);
  picture.fill(62, 62, 516, 34, TITLE);
  picture.write(title, 76, 72, WHITE);
  picture.fill(84, 124, 40, 40, RED);
  picture.write('!', 99, 136, WHITE);
  for (const [index, line] of lines.entries()) picture.write(line, 146, 128 + index * 26, TITLE);
  picture.fill(470, 246, 84, 28, TITLE);
  picture.write('OK', 500, 253, WHITE);
  picture.fill(0, HEIGHT - 24, WIDTH, 24, TITLE);
  return picture;
}

/** A screenshot of a message box; lines of up to 34 letters and digits. */
export function screenshot(name: string, title: string, ...lines: readonly string[]): DemoFile {
  return { name, content: () => png(paint(title, lines)) };
}
