/** The product's name: `Cloud Scheduler` of the API title `Cloud Scheduler API`, `Vault` of `Google Vault API`. */
export function productTitle(apiTitle: string): string {
  const title = apiTitle
    .replaceAll('&amp;', '&')
    .replace(/^Google (?:Cloud )?(?=\S)/, '')
    .replace(/(?: Admin)? API(?: \(.*\))?$/, '')
    .trim();
  return title === '' ? apiTitle : title;
}
