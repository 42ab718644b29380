/* global SwaggerUIBundle -- from the file that the page loads before this one. */

/** The page in the order in which it is read: one main part, which the page has itself, and headings that follow one another. */
function layout({ React: { createElement: draw } }) {
  return {
    components: {
      PortalLayout({ getComponent, specSelectors }) {
        const part = (name) => draw(getComponent(name, true), { key: name });
        const isLoaded = specSelectors.loadingStatus() === 'success';
        const wrapped = (name, ...parts) =>
          draw('div', { key: name, className: `wrapper ${name}` }, ...parts);
        const title = draw('h2', { className: 'docs-operations' }, 'Operations');
        const parts = [
          wrapped('docs-info', part('InfoContainer')),
          wrapped('docs-head', title, part('AuthorizeBtnContainer')),
          wrapped('docs-list', part('operations')),
        ];
        return draw('div', { className: 'swagger-ui' }, part('SvgAssets'), part('errors'), isLoaded && parts);
      },
    },
    wrapComponents: {
      CloseIcon: (Icon) => (given) => [
        draw(Icon, { ...given, key: 'icon' }),
        draw('span', { key: 'name', className: 'docs-name' }, 'Close this'),
      ],
      // It would be a link within a button, which does the same.
      DeepLink:
        () =>
        ({ text }) =>
          draw('span', null, text),
      // What it is called has to be what stands on it.
      Button:
        (Button) =>
        ({ 'aria-label': _label, ...given }) =>
          draw(Button, given),
    },
  };
}

/** Where a field's name is told beside it in the page alone, as in the cell before it, it is given to the field. */
function nameOf(field) {
  const row = field.closest(
    'tr, .response-control-media-type, .content-type-wrapper, .request-body, section',
  );
  const told = row?.querySelector('.parameter__name, .response-control-media-type__title, h4, label');
  return told?.textContent.replace('*', '').trim() || 'Value';
}

/** The answers of an operation, which are a region of the page each. */
function nameAnswers(region) {
  const told = region.closest('.opblock')?.querySelector('.opblock-summary-path')?.dataset.path ?? '';
  const method = region.closest('.opblock')?.querySelector('.opblock-summary-method')?.textContent ?? '';
  region.setAttribute('aria-label', `Responses of ${method} ${told}`.trim());
}

function name() {
  for (const field of document.querySelectorAll('#docs :is(select, textarea, input):not([aria-label])')) {
    if ([...(field.labels ?? [])].some((label) => label.textContent.trim() !== '')) continue;
    field.setAttribute('aria-label', nameOf(field));
  }
  // What is longer than its box is read by keyboard, too.
  for (const text of document.querySelectorAll('#docs pre:not([tabindex])')) text.tabIndex = 0;
  // It stands below one of the fourth level.
  for (const told of document.querySelectorAll('#docs .auth-container h6'))
    told.setAttribute('aria-level', '5');
  for (const region of document.querySelectorAll('#docs [role="region"]:not([aria-label])'))
    nameAnswers(region);
}

const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();
new MutationObserver(name).observe(document.querySelector('#docs'), { childList: true, subtree: true });

SwaggerUIBundle({
  url: 'v1/openapi.json',
  dom_id: '#docs',
  layout: 'PortalLayout',
  plugins: [layout],
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: -1,
  persistAuthorization: false,
  // It would ask a server on the internet whether the document is right.
  validatorUrl: null,
  withCredentials: false,
});
