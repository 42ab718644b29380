// Everything works without this script: it keeps impatient fingers from sending twice, and leads to
// what is wrong.
for (const form of document.querySelectorAll('form[data-once]')) {
  form.addEventListener('submit', () => {
    // After the browser has collected the fields.
    setTimeout(() => {
      for (const button of form.querySelectorAll('button[type=submit]')) button.disabled = true;
    });
  });
}

// A page that comes back from the browser's history must be usable once more.
addEventListener('pageshow', () => {
  for (const button of document.querySelectorAll('form[data-once] button[type=submit]'))
    button.disabled = false;
});

// A picture opens over the page; without this script it opens in its place.
const showPicture = (link) => {
  const { alt } = link.querySelector('img');
  const dialog = document.createElement('dialog');
  dialog.className = 'picture';
  dialog.setAttribute('aria-label', alt);
  const picture = document.createElement('img');
  Object.assign(picture, { src: link.href, alt });
  const close = document.createElement('button');
  Object.assign(close, { type: 'button', className: 'btn btn-outline-secondary', textContent: 'Close' });
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  dialog.addEventListener('close', () => {
    dialog.remove();
    link.focus();
  });
  dialog.append(picture, close);
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
};

for (const link of document.querySelectorAll('.file-image > a:first-child')) {
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    showPicture(link);
  });
}

// Recovery codes are shown once: they can be copied and printed.
const codes = document.querySelector('[data-codes]');
if (codes !== null) {
  const add = (textContent, act) => {
    const button = document.createElement('button');
    Object.assign(button, { type: 'button', className: 'btn btn-outline-secondary', textContent });
    button.addEventListener('click', () => act(button));
    codes.nextElementSibling.append(button);
  };
  // Browsers let no page copy that came without encryption.
  if (navigator.clipboard !== undefined) {
    add('Copy', async (button) => {
      await navigator.clipboard.writeText(codes.dataset.codes);
      button.textContent = 'Copied';
    });
  }
  add('Print', () => print());
}

document.getElementById('errors')?.focus();
