import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';
import { Paper } from '../../documents/pdf/paper.ts';
import type { Picture } from '../../documents/pdf/pictures/picture.ts';
import { reportPdf } from '../../documents/pdf/report.ts';
import { wallClock } from '../../documents/wall-clock.ts';
import { reportPaper } from '../reports/report-paper.ts';
import { drawComplaint } from './draw-complaint.ts';
import type { PdfTask } from './pdf-task.ts';

/** What comes from another thread is no `Buffer` any more. */
function received(picture: Picture): Picture {
  const parts = Object.entries(picture).map(([name, value]: [string, unknown]) =>
    value instanceof Uint8Array
      ? [name, Buffer.from(value.buffer, value.byteOffset, value.byteLength)]
      : [name, value],
  );
  return Object.fromEntries(parts) as Picture;
}

function draw(task: PdfTask): Readable {
  if (task.kind === 'report') return reportPdf(reportPaper(task.report), task.timeZone, task.now);
  const { title, printed, now } = task;
  const pictures = new Map([...printed.pictures].map(([id, picture]) => [id, received(picture)]));
  const paper = new Paper(title, now);
  drawComplaint(paper, { ...printed, pictures, clock: wallClock(printed.timeZone) });
  return paper.end();
}

// Runs in a thread of its own: see `pdfInThread`.
const bytes = new Uint8Array(await buffer(draw(workerData as PdfTask)));
parentPort?.postMessage(bytes, [bytes.buffer]);
