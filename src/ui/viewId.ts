/** The view in the side bar, by its id in package.json. */
export const VIEW_ID = 'cloudOperations.operations';
/** The view of what ended, in the panel. */
export const HISTORY_VIEW_ID = 'cloudOperations.history';
/** The timeline, in a panel of its own: beside another view it would have half the width. */
export const TIMELINE_VIEW_ID = 'cloudOperations.timeline';

/** `publisher.name`, as links to the extension have it; a test holds it to package.json. */
export const EXTENSION_ID = 'cloud-operations.cloud-operations';
