/** Google's libraries look at this variable while they are loaded; sdkLoggingOff.ts takes it away again. */
process.env['GOOGLE_SDK_NODE_LOGGING'] = 'all';
