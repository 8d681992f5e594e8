"""Addresses of sign-in and of one's own account."""

from django.urls import path

from guiju.kernel.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.account, name="account"),
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-out/", views.SignOut.as_view(), name="sign-out"),
    path("password/", views.password, name="password"),
    path("language/", views.language, name="language"),
]
