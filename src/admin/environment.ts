/**
 * What AdminJS reads from the environment when a panel is made: the bundle exists already, nothing is written at run
 * time. In the built program packages are read before any module of ours, so nothing can be set for what they read then.
 */
process.env.ADMIN_JS_SKIP_BUNDLE = 'true';
