import { readdir, stat } from 'node:fs/promises';
import { get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import express from 'express';
import { ASSET_NAMES, ASSETS_FOLDER } from '../../src/admin/assets/asset-names.ts';
import { panelAssets, type PanelAssets } from '../../src/admin/assets/assets.ts';
import { bundlePanel } from '../../src/admin/assets/bundle.ts';

interface Received {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

describe('the files of the panel', function suite() {
  this.timeout(120_000);
  let assets: PanelAssets;
  let server: Server;

  before(async () => {
    assets = await panelAssets('/admin');
    server = express().use('/admin', assets.router).listen(0, '127.0.0.1');
    await new Promise((resolve) => {
      server.once('listening', resolve);
    });
  });
  after(() => {
    server.close();
  });

  /** Not `fetch`, which unpacks what it receives. */
  function load(path: string, encoding?: string): Promise<Received> {
    const headers = encoding === undefined ? {} : { 'accept-encoding': encoding };
    const { port } = server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      get({ host: '127.0.0.1', port, path, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }),
        );
      }).on('error', reject);
    });
  }

  it('come compressed as the browser can read them, and are the same unpacked', async () => {
    const url = assets.urls['panel.js'];
    const plain = await load(url);
    const brotli = await load(url, 'gzip, deflate, br');
    const gzip = await load(url, 'gzip');
    expect(plain.headers['content-encoding']).to.equal(undefined);
    expect(brotli.headers['content-encoding']).to.equal('br');
    expect(gzip.headers['content-encoding']).to.equal('gzip');
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).to.equal(true);
    expect(gunzipSync(gzip.body).equals(plain.body)).to.equal(true);
    expect(plain.body.toString()).to.contain('UserComponents');
    for (const { status, headers } of [plain, brotli, gzip]) {
      expect(status).to.equal(200);
      expect(headers['content-type']).to.equal('text/javascript; charset=utf-8');
      expect(headers.vary).to.equal('Accept-Encoding');
    }
  });

  it('are kept for a year under their versioned address, and asked for again under another', async () => {
    const url = assets.urls['panel.css'];
    expect((await load(url)).headers['cache-control']).to.equal('public, max-age=31536000, immutable');
    const other = `${url.split('?')[0]}?v=other`;
    expect((await load(other)).headers['cache-control']).to.equal('no-cache');
    expect((await load(other)).status).to.equal(200);
  });

  it('are only those of the list: nothing else in the folder, above it, or bundled on demand', async () => {
    const names = ['manifest.json', 'panel.css.br', '..%2f..%2fpackage.json', 'nothing.js', 'a/b.js'];
    for (const name of names) {
      expect((await load(`/admin/frontend/assets/${name}`)).status, name).to.equal(404);
    }
  });

  it('are all there after a build, and a second build changes nothing', async () => {
    const files = await readdir(ASSETS_FOLDER);
    for (const name of ASSET_NAMES) {
      expect(files).to.include.members([name, `${name}.br`, `${name}.gz`]);
    }
    const times = () =>
      Promise.all(files.map(async (name) => (await stat(join(ASSETS_FOLDER, name))).mtimeMs));
    const before = await times();
    await bundlePanel(ASSETS_FOLDER);
    expect(await times()).to.deep.equal(before);
  });
});
