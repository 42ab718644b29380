/* global SwaggerUIBundle -- from the file that the page loads before this one. */
SwaggerUIBundle({
  url: 'v1/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: -1,
  persistAuthorization: false,
  // It would ask a server on the internet whether the document is right.
  validatorUrl: null,
  withCredentials: false,
});
