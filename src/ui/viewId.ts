/** The view in the side bar, by its id in package.json. */
export const VIEW_ID = 'cloudOperations.operations';
