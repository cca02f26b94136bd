/** Project ids, domain-scoped ids such as `example.com:analytics`, and project numbers. */
export const PROJECT_ID = /^(?:[a-z0-9][a-z0-9.-]*:)?[a-z0-9][a-z0-9-]*$/;
