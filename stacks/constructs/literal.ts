/** A text that Terraform takes as it is: elsewhere it evaluates `${…}` and `%{…}`, which Grafana's texts hold too. */
export const literal = (text: string): string => text.replaceAll(/[$%](?=\{)/g, '$&$&')
