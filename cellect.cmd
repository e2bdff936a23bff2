@echo off
rem Builds Cellect when needed and runs a verb: cellect demo, cellect test, cellect run --help ...
setlocal
set "root=%~dp0"
set "app=%root%src\Cellect.Live\bin\Release\net10.0"
where dotnet >nul 2>nul || (echo the .NET 10 SDK is missing; install it from https://dot.net 1>&2 & exit /b 1)

if "%~1"=="test" if "%~2"=="--help" (
    echo Builds Cellect and runs every test: cellect test. docs\contributing.md says more.
    exit /b 0
)
if "%~1"=="test" (
    dotnet build "%root%Cellect.sln" -c Release --nologo -v quiet || exit /b 1
    for %%p in (Data.Tests Gate.Tests Stream.Tests Model.Tests Analysis.Tests Lab.Tests Batch.Tests Triggers.Tests Overlay.Tests Dashboard.Tests Live.Tests) do (
        "%root%tests\%%p\bin\Release\net10.0\%%p.exe" -noColor || exit /b 1
    )
    exit /b 0
)

rem An emergency stop does not wait for a build, nor does what belongs to a session that runs.
for %%v in (stop arm disarm putback view dashboard) do if "%~1"=="%%v" if exist "%app%\cellect.exe" goto start
pushd "%root%"
dotnet --version >nul 2>nul || (echo Cellect is built by the .NET 10 SDK, and here are these alone: 1>&2 & dotnet --list-sdks 1>&2 & echo install it from https://dot.net 1>&2 & exit /b 1)
popd
dotnet build "%root%src\Cellect.Live" -c Release --nologo -v quiet || exit /b 1
:start
"%app%\cellect.exe" %*
exit /b %errorlevel%
