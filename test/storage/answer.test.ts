import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { element, elements } from '../../src/storage/s3/answer.ts';

const PAGES = 40;
const OBJECTS = 1000;

/** A page of a bucket's list, as servers write it. */
function page(): Buffer {
  const objects = Array.from(
    { length: OBJECTS },
    (_, n) =>
      `<Contents><Key>attachments/aa/${String(n).padStart(64, '0')}</Key><LastModified>2026-11-27T10:00:00.000Z</LastModified>` +
      `<ETag>&quot;0123456789abcdef0123456789abcdef&quot;</ETag><Size>12345</Size><StorageClass>STANDARD</StorageClass></Contents>`,
  );
  return Buffer.from(`<ListBucketResult>${objects.join('')}</ListBucketResult>`);
}

describe('names in a list of an S3 server', () => {
  it('do not keep the pages in memory that they were read from', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const bytes = page();
    collect();
    const before = process.memoryUsage().heapUsed;
    const names: string[] = [];
    for (let read = 0; read < PAGES; read += 1)
      for (const one of elements(bytes.toString(), 'Contents')) names.push(element(one, 'Key'));
    collect();
    const each = (process.memoryUsage().heapUsed - before) / names.length;
    // A name takes some hundred; the pages take three hundred more.
    expect(each).to.be.lessThan(200);
    expect(names).to.have.length(PAGES * OBJECTS);
  });
});
