"""What the desk shows and takes, one file an area: a blueprint, its template of the same name in templates/desk/.

A view asks `web.desk()` for what stands, `web.account()` for who asks, gives a page by `web.shown`, and sends what it
takes to `Desk.submit`. That somebody is signed in, that a form carries its token, and that an account has one of the
roles a view names, `web` sees to before the view is called.
"""
