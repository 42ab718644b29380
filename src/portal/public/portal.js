// Everything works without this script: it keeps impatient fingers from sending twice and leads to what is wrong.
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

document.getElementById('errors')?.focus();
