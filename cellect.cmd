@echo off
rem Builds Cellect once and runs a verb: cellect demo, cellect test, cellect run --help ...
setlocal
set "root=%~dp0"
set "app=%root%src\Cellect.Live\bin\Release\net10.0"
where dotnet >nul 2>nul || (echo the .NET 10 SDK is missing; install it from https://dot.net 1>&2 & exit /b 1)

if "%~1"=="test" (
    dotnet build "%root%Cellect.sln" -c Release --nologo -v quiet || exit /b 1
    for %%p in (Data.Tests Gate.Tests Stream.Tests Model.Tests Lab.Tests Triggers.Tests Overlay.Tests Live.Tests) do (
        "%root%tests\%%p\bin\Release\net10.0\%%p.exe" -noColor || exit /b 1
    )
    exit /b 0
)

dotnet build "%root%src\Cellect.Live" -c Release --nologo -v quiet || exit /b 1
if "%~1"=="replay" (
    for /f "tokens=1,* delims= " %%a in ("%*") do dotnet "%app%\cellect-replay.dll" %%b
) else (
    "%app%\cellect.exe" %*
)
exit /b %errorlevel%
