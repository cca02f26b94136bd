/** The view in the side bar, by its id in package.json. */
export const VIEW_ID = 'cloudOperations.operations';
/** The view of recent transitions below it. */
export const HISTORY_VIEW_ID = 'cloudOperations.history';
