import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Router } from 'express';

const SWAGGER = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')));
const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js'] as const;
const own = (name: string) => fileURLToPath(new URL(`./public/${name}`, import.meta.url));

/** `/api/docs`: describes the interface and tries it out, without any other host. */
export function docs(): Router {
  const router = Router();
  const page = readFileSync(own('docs.html'), 'utf8');
  router.get('/api/docs', (_request, response) => {
    response.type('html').send(page);
  });
  const keep = { dotfiles: 'allow' as const, maxAge: '1h' };
  for (const name of ASSETS)
    router.get(`/api/docs/${name}`, (_request, response) => response.sendFile(join(SWAGGER, name), keep));
  for (const name of ['docs.js', 'docs.css'])
    router.get(`/api/docs/${name}`, (_request, response) => response.sendFile(own(name), keep));
  return router;
}
