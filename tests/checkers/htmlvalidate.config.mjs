// html-validate's own rules, all at their strictest; a rule that is off has its reason beside it.
export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  rules: {
    // Our output is made to be small: both forms of void elements and quotes are right, the size is what counts.
    "void-style": "off",
    "attr-quotes": "off",
    // Space at the end of a line is a matter of the author's text, and changes nothing on the page.
    "no-trailing-whitespace": "off",
    // A title is as long as the article's own title makes it; what a search engine shows of it is not an error.
    "long-title": "off",
    // The one style sheet lies on the site's own host, with a digest of its bytes in its name.
    "require-sri": ["error", { target: "crossorigin" }],
  },
};
