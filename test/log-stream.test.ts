import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { LogStream } from '../src/log-stream.ts';

/** Longer than what a pipe takes whole or not at all. */
const LINE = 9000;

describe('where log lines go', () => {
  let folder: string;
  let pipe: number;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portal-log-'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    pipe = openSync(join(folder, 'pipe'), constants.O_RDWR | constants.O_NONBLOCK);
  });
  afterEach(async () => {
    closeSync(pipe);
    await rm(folder, { recursive: true, force: true });
  });

  function readAll(): string {
    const parts: Buffer[] = [];
    const part = Buffer.alloc(65_536);
    for (;;) {
      try {
        parts.push(Buffer.from(part.subarray(0, readSync(pipe, part))));
      } catch {
        return Buffer.concat(parts).toString();
      }
    }
  }

  it('takes no more than there is room for, tears no line, and tells later how many are lost', () => {
    const told: number[] = [];
    const stream: LogStream = new LogStream(pipe, (lines) => {
      told.push(lines);
      stream.write(`${lines} lost\n`);
    });
    const lineOf = (index: number) => `${index}:${'ü'.repeat(LINE / 2)}\n`;
    for (let index = 0; index < 30; index += 1) stream.write(lineOf(index));
    const before = readAll();
    stream.write('there is room again\n');
    const lines = `${before}${readAll()}`.trimEnd().split('\n');
    const kept = lines.filter((line) => line.includes('ü'));
    expect(kept.length).to.be.within(5, 20);
    for (const [index, line] of kept.entries()) expect(`${line}\n`, String(index)).to.equal(lineOf(index));
    expect(told).to.deep.equal([30 - kept.length]);
    expect(lines.slice(kept.length)).to.deep.equal(['there is room again', `${told[0]} lost`]);
  });

  it('counts on where even that could not be told', () => {
    const told: number[] = [];
    const stream: LogStream = new LogStream(pipe, (lines) => {
      told.push(lines);
      // More than there is room for, the first time.
      for (let index = 0; index < (told.length === 1 ? 30 : 0); index += 1) stream.write('x'.repeat(LINE));
    });
    for (let index = 0; index < 30; index += 1) stream.write('x'.repeat(LINE));
    readAll();
    stream.write('there is room again\n');
    const [first = 0] = told;
    readAll();
    stream.write('and again\n');
    expect(first).to.be.greaterThan(5);
    expect(told).to.have.length(2);
    expect(told[1]).to.be.greaterThan(first);
  });

  it('goes on where nothing can be written at all', () => {
    const full = openSync('/dev/full', 'w');
    const stream = new LogStream(full, () => expect.fail('there was no room'));
    try {
      for (let index = 0; index < 1000; index += 1) stream.write('lost\n');
    } finally {
      closeSync(full);
    }
  });

  it('has a line of its own for what a library prints', () => {
    const script = "await import('./src/log.ts'); console.warn('Rolling back %s', 'a1');";
    const { stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', script],
      { encoding: 'utf8', cwd: join(import.meta.dirname, '..') },
    );
    expect(JSON.parse(stderr)).to.include({ level: 40, msg: 'Rolling back a1' });
  });
});
