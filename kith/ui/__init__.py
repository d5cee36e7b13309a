"""What every page is made of: base templates, form fields, template tags, security headers.

The look is GOV.UK Frontend without its brand (see THIRD-PARTY.md). Pages use three tags, `govuk`,
`govuk_field` and `govuk_errors`; `README.md` in this folder shows each with an example. Nothing here knows
any other part of Kith, and nothing here needs JavaScript to work.
"""
