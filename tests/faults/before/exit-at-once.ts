/** The negative control of the test that stops a node, loaded before the server: told to stop, it is gone at once, politely. */
process.on('SIGTERM', () => process.exit(0));
