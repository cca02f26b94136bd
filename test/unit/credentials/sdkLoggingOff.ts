/** What is loaded after this, other test files among it, prints nothing. */
Reflect.deleteProperty(process.env, 'GOOGLE_SDK_NODE_LOGGING');
