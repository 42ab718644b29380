/**
 * What AdminJS reads from the environment while it is imported: the bundle exists already, nothing is written at run
 * time. To be imported before anything that imports adminjs.
 */
process.env.ADMIN_JS_SKIP_BUNDLE = 'true';
